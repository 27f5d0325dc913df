"""Colours, sizes and fonts, after the palette and the font of the system."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QGuiApplication, QPalette

from agent.value import Value
from ui.page import Tone

SMALLEST = 13
"""Pixels of secondary text; all other sizes keep their proportion to it."""


class Tokens(Value):
    """The colours of one mode; every text on every surface has 4.5:1 or more."""

    background: str
    surface: str
    line: str
    text: str
    muted: str
    brand: str
    hover: str
    on_brand: str
    well: str
    ask: str
    trouble: str
    unsure: str
    well_tint: str
    ask_tint: str
    trouble_tint: str
    unsure_tint: str


LIGHT = Tokens(
    background="#F6F5F2",
    surface="#FFFFFF",
    line="#E3DFD8",
    text="#1D1B19",
    muted="#5E5A55",
    brand="#C23B1E",
    hover="#A93218",
    on_brand="#FFFFFF",
    well="#17735C",
    ask="#8A5A00",
    trouble="#B42318",
    unsure="#54588F",
    well_tint="#E6F2EE",
    ask_tint="#F8EFDC",
    trouble_tint="#F9EDE9",
    unsure_tint="#ECECF6",
)
DARK = Tokens(
    background="#161514",
    surface="#211F1D",
    line="#37332F",
    text="#F3F0EC",
    muted="#B0A9A1",
    brand="#FF8A6B",
    hover="#FFA085",
    on_brand="#161514",
    well="#5CC8A7",
    ask="#F0B95A",
    trouble="#FF8F85",
    unsure="#AEB2F0",
    well_tint="#1C2F29",
    ask_tint="#332A18",
    trouble_tint="#33231E",
    unsure_tint="#26263A",
)


class Theme(Value):
    """The tokens in force and the size of secondary text in pixels."""

    tokens: Tokens
    small: int

    def ink(self, tone: Tone) -> str:
        """Return the colour of a mark or a word of this tone."""
        plain = {
            Tone.PLAIN: self.tokens.text,
            Tone.BUSY: self.tokens.muted,
            Tone.QUIET: self.tokens.muted,
        }
        return plain.get(tone) or str(getattr(self.tokens, tone.value))

    def tint(self, tone: Tone) -> str:
        """Return the soft ground on which that ink stands as a tag."""
        return str(getattr(self.tokens, f"{tone.value}_tint", self.tokens.line))

    def size(self, step: str) -> int:
        """Return pixels of ``small``, ``body``, ``section`` or ``headline``."""
        steps = {"small": 13, "body": 15, "section": 20, "headline": 28}
        return self.grown(steps[step])

    def grown(self, pixels: int) -> int:
        """Return what is so many pixels beside letters of the usual size."""
        return round(self.small * pixels / SMALLEST)

    def font(self, step: str, *, bold: bool = False) -> QFont:
        """Return the system's font in one of the sizes."""
        font = QFont(QGuiApplication.font())
        font.setPixelSize(self.size(step))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font


def current() -> Theme:
    """Return the theme for the system's palette and font as they are now."""
    small = max(SMALLEST, QFontInfo(QGuiApplication.font()).pixelSize())
    return Theme(DARK if is_dark() else LIGHT, small)


def is_dark() -> bool:
    """Tell whether the system is dark; by its palette where it does not say."""
    scheme = QGuiApplication.styleHints().colorScheme()
    if scheme is not Qt.ColorScheme.Unknown:
        return scheme is Qt.ColorScheme.Dark
    ground = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return ground.lightness() < 128


def palette(theme: Theme) -> QPalette:
    """Return the tokens as a palette, for what Qt draws by itself."""
    roles = QPalette.ColorRole
    tokens, made = theme.tokens, QPalette(QColor(theme.tokens.background))
    for role, colour in {
        roles.Window: tokens.background,
        roles.Base: tokens.surface,
        roles.Button: tokens.surface,
        roles.WindowText: tokens.text,
        roles.Text: tokens.text,
        roles.ButtonText: tokens.text,
        roles.Highlight: tokens.brand,
        roles.HighlightedText: tokens.on_brand,
        roles.Mid: tokens.line,
    }.items():
        made.setColor(role, QColor(colour))
    return made


def sheet(theme: Theme) -> str:
    """Return the style sheet of the window."""
    t = theme.tokens
    body, section = theme.size("body"), theme.size("section")
    return f"""
    QMainWindow, #ground, QScrollArea {{ background: {t.background}; border: none; }}
    #page {{ border: 2px solid {t.background}; }}
    #page[ring="true"] {{ border-color: {t.text}; }}
    #bar {{ border-bottom: 1px solid {t.line}; background: {t.background}; }}
    #foot {{ border-top: 1px solid {t.line}; background: {t.background}; }}
    #foot QPushButton {{ min-height: {body + 9}px; }}
    #foot QPushButton[tight="true"] {{ padding: 9px 7px; }}
    #foot QPushButton[tight="true"][ring="true"] {{ padding: 8px 6px; }}
    #card {{
        background: {t.surface}; border: 1px solid {t.line}; border-radius: 12px;
    }}
    QPushButton {{
        background: {t.surface}; color: {t.text}; border: 1px solid {t.line};
        border-radius: 10px; padding: 9px 17px; font-size: {body}px; font-weight: 600;
        outline: none;
    }}
    QPushButton:hover {{ border-color: {t.muted}; }}
    QPushButton[ring="true"] {{ border: 2px solid {t.text}; padding: 8px 16px; }}
    QPushButton[kind="first"], QPushButton[kind="big"] {{
        background: {t.brand}; color: {t.on_brand}; border: 1px solid {t.brand};
    }}
    QPushButton[kind="first"]:hover, QPushButton[kind="big"]:hover {{
        background: {t.hover}; border-color: {t.hover};
    }}
    QPushButton[kind="first"][ring="true"], QPushButton[kind="big"][ring="true"] {{
        border: 2px solid {t.text};
    }}
    QPushButton[kind="big"] {{
        font-size: {section}px; border-radius: 14px; padding: 17px 39px;
    }}
    QPushButton[kind="big"][ring="true"] {{ padding: 16px 38px; }}
    QPushButton[kind="fold"], QPushButton[kind="link"] {{
        background: transparent; border: 1px solid transparent; color: {t.muted};
        font-size: {theme.size("small")}px; padding: 3px 5px; border-radius: 6px;
        text-align: left;
    }}
    QPushButton[kind="fold"] {{ padding-left: 0; }}
    QPushButton[kind="link"] {{ text-decoration: underline; font-weight: 400; }}
    QPushButton[kind="fold"]:hover, QPushButton[kind="link"]:hover {{
        color: {t.text};
    }}
    QPushButton[kind="fold"][ring="true"], QPushButton[kind="link"][ring="true"] {{
        border: 2px solid {t.text}; padding: 2px 4px;
    }}
    QPushButton[kind="fold"][ring="true"] {{ padding-left: 0; }}
    #card QPushButton[kind="link"] {{ padding-left: 0; }}
    QPushButton[kind="choice"] {{
        font-size: {theme.size("small")}px; font-weight: 400; padding: 5px 11px;
        border-radius: 14px;
    }}
    QPushButton[kind="choice"][ring="true"] {{
        border: 2px solid {t.text}; padding: 4px 10px;
    }}
    #reading {{
        background: transparent; color: {t.text}; border: 1px solid transparent;
        selection-background-color: {t.brand}; selection-color: {t.on_brand};
    }}
    #reading:focus {{ border-color: {t.muted}; }}
    QLineEdit {{
        background: {t.surface}; color: {t.text}; border: 1px solid {t.line};
        border-radius: 10px; padding: 7px 11px; font-size: {theme.size("small")}px;
        selection-background-color: {t.brand}; selection-color: {t.on_brand};
        placeholder-text-color: {t.muted};
    }}
    QLineEdit:hover {{ border-color: {t.muted}; }}
    QLineEdit:focus {{ border: 2px solid {t.text}; padding: 6px 10px; }}
    QCheckBox {{
        color: {t.text}; font-size: {body}px; spacing: 10px; padding: 3px;
        border: 2px solid transparent; border-radius: 6px; outline: none;
    }}
    QCheckBox:focus {{ border-color: {t.text}; }}
    QCheckBox::indicator {{
        width: 16px; height: 16px; border: 2px solid {t.muted}; border-radius: 5px;
        background: {t.surface};
    }}
    QCheckBox::indicator:checked {{ background: {t.text}; border-color: {t.text}; }}
    QProgressBar {{
        background: {t.line}; border: none; border-radius: 3px;
        max-height: 6px; min-height: 6px;
    }}
    QProgressBar::chunk {{ background: {t.brand}; border-radius: 3px; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
    QScrollBar::handle:vertical {{
        background: {t.line}; border-radius: 4px; min-height: 32px;
    }}
    QScrollBar::handle:vertical:disabled {{ background: transparent; }}
    QScrollBar::handle:vertical:hover {{ background: {t.muted}; }}
    QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical {{ height: 0; }}
    """
