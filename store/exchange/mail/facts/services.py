"""Whose addresses and links say nothing of the company: the services that mails pass through.

An interview is arranged from a private mailbox, by a scheduling service, by the system that a
company keeps its applicants in, or on a job board. None of them is whom one is to meet, so none of
them may become the company of a card. Where such a system keeps each company under a name of its
own (``harbor.recruitee.com``), that name tells the company.
"""

from __future__ import annotations

from typing import NamedTuple

_MAIL_PROVIDERS_TEXT = """
    aim.com aol.com arcor.de att.net bellsouth.net bluewin.ch btinternet.com bol.com.br
    chello.at comcast.net cox.net duck.com earthlink.net email.de example.com example.net
    example.org fastmail.com fastmail.fm free.fr freenet.de gmail.com googlemail.com hey.com
    hush.com hushmail.com icloud.com inbox.com interia.pl invalid kabelmail.de laposte.net
    libero.it live.com localhost mac.com mail.com mail.de mail.ru mailbox.org me.com msn.com
    naver.com ntlworld.com o2online.de onet.pl online.de orange.fr passport.com pm.me posteo.de
    posteo.net privaterelay.com privaterelay.appleid.com proton.me protonmail.ch protonmail.com
    qq.com rediffmail.com riseup.net rocketmail.com rogers.com sbcglobal.net seznam.cz sfr.fr
    shaw.ca sky.com skynet.be sympatico.ca t-online.de talktalk.net telia.com terra.com.br
    tuta.com tuta.io tutamail.com tutanota.com tutanota.de uol.com.br verizon.net virgilio.it
    virginmedia.com vodafone.de wanadoo.fr web.de wp.pl xtra.co.nz ymail.com zoho.com zoho.eu
    zohomail.com zohomail.eu 126.com 163.com 1und1.de
"""
MAIL_PROVIDERS = frozenset(_MAIL_PROVIDERS_TEXT.split())
"""Where private people have their mailboxes, by the whole domain; and the domains of examples."""

_MAIL_PROVIDER_NAMES_TEXT = """
    gmail googlemail gmx hotmail outlook protonmail tutanota yahoo yandex live
"""
_MAIL_PROVIDER_NAMES = frozenset(_MAIL_PROVIDER_NAMES_TEXT.split())
"""Those that exist in many countries (yahoo.co.uk, gmx.at), by the name alone."""

_SCHEDULING_TEXT = """
    acuityscheduling.com appointlet.com booking-page.com cal.com calendar.online calendars.app
    calendly.com calendlymail.com chilipiper.com cronofy.com doodle.com goodtime.io gotime.io
    koalendar.com meetergo.com mixmax.com modernloop.io oncehub.com paradox.ai picktime.com
    reclaim.ai savvycal.com scheduleonce.com setmore.com simplybook.me tidycal.com prelude.co
    vyte.in when2meet.com x.ai youcanbook.me youcanbookme.com zcal.co
"""
SCHEDULING = frozenset(_SCHEDULING_TEXT.split())
"""Those that find a time; they write in the name of whoever uses them."""

_APPLICANT_SYSTEMS_TEXT = """
    adp.com applytojob.com ashbyhq.com avature.net bamboohr.com breezy.hr brassring.com
    bullhorn.com bullhornmail.com candidatecare.com clinchtalent.com comeet-notifications.com
    comeet.co comeet.com concludis.de cornerstoneondemand.com csod.com d-vinci.de dover.com
    dvinci-hr.com eightfold.ai fountain.com freshteam.com gem.com greenhouse.io
    greenhouse-mail.io grnhse-mail.com gr8people.com harver.com hackerrank.com
    hackerrankforwork.com codility.com codesignal.com hire.com hire.lever.co hirebridge.com
    hirehive.com hirevue.com homerun.co icims.com infinite.com jazz.co jazzhr.com jobadder.com
    jobdiva.com jobscore.com jobvite.com join.com karriere.at kula.ai lever.co lumesse.com
    manatal.com metahire.com myworkday.com myworkdayjobs.com onlyfy.jobs oraclecloud.com
    peoplefluent.com personio.com personio.de pinpointhq.com polymer.co prescreenapp.io
    recruitcrm.io recruitee.com recruiterbox.com rexx-systems.com rippling.com sapsf.com
    sapsf.eu selectminds.com silkroad.com smartrecruiters.com smartrecruitersmail.com
    softgarden.de softgarden.io spark-hire.com sparkhire.com successfactors.com
    successfactors.eu talentlyft.com talention.com talentreef.com talentsoft.com taleo.net
    teamtailor.com teamtailor-mail.com trakstar.com traffit.com trysapling.com ultipro.com
    umantis.com vervoe.com willo.video workablemail.com workable.com workday.com workday.net
    zohorecruit.com zohorecruitmail.com zohorecruit.eu
"""
APPLICANT_SYSTEMS = frozenset(_APPLICANT_SYSTEMS_TEXT.split())
"""Where companies keep their applicants; they write in the name of a company."""

_VIDEO_TEXT = """
    8x8.vc bluejeans.com chime.aws gather.town goto.com gotomeet.me gotomeeting.com jit.si
    lync.com ringcentral.com skype.com teams.live.com teams.microsoft.com webex.com whereby.com
    zoom.com zoom.us zoomgov.com
"""
VIDEO = frozenset(_VIDEO_TEXT.split())
"""Where calls are held; their notices and guests have addresses, too."""

_JOB_BOARDS_TEXT = """
    angel.co arbeitsagentur.de dice.com glassdoor.com hired.com hokify.at indeed.com
    indeedemail.com instaffo.com jobs.ch jobserver.de jobware.de joinhandshake.com kununu.com
    linkedin.com meinestadt.de monster.com monster.de naukri.com otta.com reed.co.uk seek.com.au
    simplyhired.com stepstone.at stepstone.com stepstone.de talent.io totaljobs.com
    ventureloop.com welcometothejungle.com wellfound.com workatastartup.com xing.com xing.de
    ziprecruiter.com
"""
JOB_BOARDS = frozenset(_JOB_BOARDS_TEXT.split())
"""Where posts are advertised, and where people write to each other about them."""

_SENDING_TEXT = """
    amazonses.com appspotmail.com bounce.com calendar.google.com customeriomail.com docusign.com
    docusign.net evt.com google.com group.calendar.google.com hubspotemail.net intercom-mail.com
    mailchimpapp.net mailgun.org mandrillapp.com mcsv.net onmicrosoft.com postmarkapp.com
    resource.calendar.google.com rsgsv.net sendgrid.net sparkpostmail.com
"""
SENDING = frozenset(_SENDING_TEXT.split())
"""What sends for others. Calendars of Google have addresses at google.com, rooms too.

At ``onmicrosoft.com`` each company is under a name of its own.
"""

_NOTE_TAKERS_TEXT = """
    assistant.gong.io avoma.com bluedothq.com brighthire.ai circleback.ai e.read.ai fathom.ai
    fathom.video fellow.app fireflies.ai gong.io grain.co grain.com granola.ai meetgeek.ai
    metaview.ai metaview.app notetaker.read.ai otter.ai pillarhq.com read.ai recall.ai sembly.ai
    supernormal.com tldv.io
"""
NOTE_TAKERS = frozenset(_NOTE_TAKERS_TEXT.split())
"""What listens to calls and writes the notes; it sits there as a guest."""

NOBODYS = MAIL_PROVIDERS | SCHEDULING | APPLICANT_SYSTEMS | VIDEO | JOB_BOARDS | SENDING
"""All domains that are no company to be met."""

_WITH_TENANTS_TEXT = """
    applytojob.com avature.net bamboohr.com breezy.hr icims.com jobs.personio.com
    jobs.personio.de onlyfy.jobs onmicrosoft.com pinpointhq.com recruitee.com softgarden.io
    taleo.net teamtailor.com teamtailor-mail.com umantis.com workable.com zohorecruit.com
    myworkday.com
"""
_WITH_TENANTS = frozenset(_WITH_TENANTS_TEXT.split())
_NAMED_BEFORE_AT = frozenset({"myworkday.com"})
_NOT_A_TENANT_TEXT = """
    admin alerts api app apply bounce bounces calendar candidate candidates career careers
    contact do donotreply email eu hello help hire hiring hr inbound info interview interviews
    invite invites job jobs m mail mailer mailer1 mg messages news no noreply notification
    notifications notify outbound recruiter recruiting recruitment reply scheduling send
    sendgrid service services smtp support system talent team us workday www
"""
_NOT_A_TENANT = frozenset(_NOT_A_TENANT_TEXT.split())
"""What stands before the name of a system for other reasons than to tell whose it is."""

_SECOND_LEVELS_TEXT = """
    ac asn asso co com edu firm gen go gob gouv gov gv id ltd mil ne net nhs nom or org plc sch
    school tm web
"""
_SECOND_LEVELS = frozenset(_SECOND_LEVELS_TEXT.split())
_SOLD_AS_SUFFIXES_TEXT = """
    br.com cn.com com.de de.com eu.com gb.com gb.net in.net jp.net jpn.com ru.com sa.com uk.com
    uk.net us.com us.org za.com
"""
_SOLD_AS_SUFFIXES = frozenset(_SOLD_AS_SUFFIXES_TEXT.split())


_LONGEST = 320
_MOST_LABELS = 5  # of a domain that is looked for


class Domain(NamedTuple):
    """What a mail address says of a company: ``label`` is "harbor" of ``hr@eu.harbor.co.uk``.

    ``label`` is "" where the address belongs to no company: to a mail provider, to a service.
    """

    name: str
    label: str = ""


def domain_of(address: str) -> Domain:
    """The registered domain of a mail address, and the name in it that is a company's."""
    if len(address) > _LONGEST:
        return Domain("")
    local, at, host = address.strip().casefold().rpartition("@")
    host = host.strip(".>")
    if not at or not _is_host(host):
        return Domain("")
    registered = _registered(host)
    label = registered.partition(".")[0]
    if tenant := _tenant(local, host):
        return Domain(host, tenant)
    if is_under(host, NOBODYS) or label in _MAIL_PROVIDER_NAMES or "." not in registered:
        return Domain(registered)
    return Domain(registered, label)


def is_under(host: str, domains: frozenset[str]) -> bool:
    """Whether a host is one of these domains, or stands under one."""
    labels = host.rsplit(".", _MOST_LABELS)[-_MOST_LABELS:]
    return any(".".join(labels[skip:]) in domains for skip in range(len(labels)))


def _is_host(host: str) -> bool:
    return (
        len(host) <= 253
        and "." in host
        and ".." not in host
        and all(letter.isalnum() or letter in ".-" for letter in host)
        and not host.rpartition(".")[2].isdecimal()
    )


def _registered(host: str) -> str:
    """The part of a host that was bought: "harbor.co.uk" of "mail.harbor.co.uk"."""
    parts = host.split(".")
    is_two = len(parts[-1]) == 2 and parts[-2] in _SECOND_LEVELS
    suffix = 2 if is_two or ".".join(parts[-2:]) in _SOLD_AS_SUFFIXES else 1
    if len(parts) <= suffix:
        # A two-letter domain of a country, such as ac.me, is one that was bought; co.uk is not.
        return parts[-1]
    return ".".join(parts[-suffix - 1 :])


def _tenant(local: str, host: str) -> str:
    """The name under which a company is kept at a service; "" where there is none."""
    if host in _NAMED_BEFORE_AT:
        return _company_in(local)
    front, _, rest = host.partition(".")
    while rest:
        if rest in _WITH_TENANTS and rest not in _NAMED_BEFORE_AT:
            return _company_in(front)
        front, _, rest = rest.partition(".")
    return ""


def _company_in(name: str) -> str:
    """The name without what the service adds to it: "harbor" of "careers-harbor"."""
    return "-".join(part for part in name.split("-") if part not in _NOT_A_TENANT)
