"""The screens: the board with its panel, and the questions and forms that lie over it."""
