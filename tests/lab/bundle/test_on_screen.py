"""The report on a screen, by a real browser: as narrow as a phone, nothing is cut."""

from __future__ import annotations

import html
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from agent.bundle.report import page
from agent.bundle.unpack import read_bundle
from agent.words import LANGUAGES, Words
from tests.lab.bundle.test_printed import KEPT, crowded

pytestmark = [pytest.mark.lab, pytest.mark.timeout(300)]

LOOK = """
const frame = document.querySelector("iframe");
frame.onload = () => {
  const seen = frame.contentDocument, torn = [];
  const all = (what) => [...seen.querySelectorAll(what)];
  const lines = (node, start, end) => {
    const range = seen.createRange();
    range.setStart(node, start); range.setEnd(node, end);
    return new Set([...range.getClientRects()].map((one) => Math.round(one.top))).size;
  };
  for (const one of all(".id")) {
    const walk = seen.createTreeWalker(one, NodeFilter.SHOW_TEXT);
    while (walk.nextNode())
      for (const word of walk.currentNode.data.matchAll(/[^ ·]+/g))
        if (lines(walk.currentNode, word.index, word.index + word[0].length) > 1)
          torn.push(word[0]);
  }
  const left = (what) => Math.round(seen.querySelector(what).getBoundingClientRect().left);
  const empty = all("td").filter((one) => one.offsetHeight && !one.textContent);
  const told = { wide: seen.documentElement.scrollWidth, torn,
    case: left("header .id"), name: left("header b"), empty: empty.length };
  const out = document.createElement("pre");
  out.textContent = JSON.stringify(told);
  document.body.replaceChildren(out);
};
"""
"""What a browser tells of a page in a frame: its width, ids over two lines, and more."""


def seen(document: bytes, width: int, folder: Path) -> dict[str, Any]:
    """Have the browser lay a page out in ``width`` pixels, and look at it."""
    inside = html.escape(document.decode())
    (folder / "frame.html").write_text(
        f'<body><iframe style="width:{width}px;height:800px;border:0"'
        f' srcdoc="{inside}"></iframe><script>{LOOK}</script></body>'
    )
    words = (
        *("/usr/bin/chromium", "--headless", "--no-sandbox", "--disable-gpu"),
        *(f"--user-data-dir={folder}/browser", "--dump-dom", "--hide-scrollbars"),
        f"file://{folder}/frame.html",
    )
    done = subprocess.run(words, check=True, capture_output=True, timeout=200)
    (told,) = re.findall("<pre>(.*)</pre>", done.stdout.decode())
    return json.loads(html.unescape(told))


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_narrow_screen_nothing_is_cut_torn_or_left_without_a_word(
    language, tmp_path
):
    left = read_bundle(str(KEPT / "disk-left.zip"))
    for name, evidence in (("left", left), ("crowded", crowded())):
        (folder := tmp_path / name).mkdir()
        told = seen(page(evidence, Words(language)), 400, folder)

        assert told["wide"] == 400, name
        assert told["torn"] == [], name
        assert told["case"] == told["name"], name
        assert told["empty"] == 0, name
