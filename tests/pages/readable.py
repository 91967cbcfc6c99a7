"""What keeps a page from being read, whatever its state: small type, clipped text, texts on top of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["unreadable"]

FIND = """smallest => {
  const problems = [], texts = [];
  const name = node => `${node.tagName.toLowerCase()}${node.id ? '#' + node.id : ''}${
    [...node.classList].map(one => '.' + one).join('')} "${node.textContent.trim().slice(0, 30)}"`;
  const aside = node => node && (getComputedStyle(node).clipPath !== 'none' || aside(node.parentElement));
  const unseen = node => node.closest('[hidden], option, canvas, script, style, noscript') || aside(node)
    || !node.checkVisibility({visibilityProperty: true});
  const scrolls = style => /auto|scroll/.test(style.overflowX + style.overflowY);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const node = text.parentElement;
    if (!text.data.trim() || unseen(node)) continue;
    const style = getComputedStyle(node), size = parseFloat(style.fontSize);
    if (size < smallest) problems.push(`small: ${size} px in ${name(node)}`);
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const rect of range.getClientRects()) {
      // The glyphs, without the air of the line.
      const upright = style.writingMode === 'horizontal-tb';
      const x = (rect.left + rect.right) / 2, y = (rect.top + rect.bottom) / 2;
      let box = upright ? {l: rect.left, r: rect.right, t: y - size * 0.36, b: y + size * 0.36}
        : {l: x - size * 0.36, r: x + size * 0.36, t: rect.top, b: rect.bottom};
      let gone = false, stuck = false;
      for (let outer = node; outer && outer !== document.documentElement; outer = outer.parentElement) {
        const look = getComputedStyle(outer), edge = outer.getBoundingClientRect();
        if (look.position === 'sticky') stuck = true;
        if (look.overflowX === 'visible' && look.overflowY === 'visible') continue;
        const over = Math.max(edge.left - box.l, box.r - edge.right, edge.top - box.t, box.b - edge.bottom);
        const design = scrolls(look) || look.textOverflow === 'ellipsis';
        if (over > 1.5 && !design && outer !== document.body) {
          problems.push(`clipped by ${name(outer)}: ${over.toFixed(1)} px of ${name(node)}`);
        }
        box = {
          l: Math.max(box.l, edge.left), r: Math.min(box.r, edge.right),
          t: Math.max(box.t, edge.top), b: Math.min(box.b, edge.bottom),
        };
        if (box.r - box.l < 1 || box.b - box.t < 1) gone = true;
      }
      if (gone) continue;
      if (box.l < -1 || box.r > innerWidth + 1) problems.push(`beyond the window: ${name(node)}`);
      texts.push({...box, node, stuck});
    }
  }
  texts.sort((a, b) => a.t - b.t);
  texts.forEach((a, at) => {
    for (let next = at + 1; next < texts.length && texts[next].t < a.b - 1.5; next += 1) {
      const b = texts[next];
      // A head that stays in place while its table scrolls under it covers it by design.
      if (a.stuck !== b.stuck || a.node === b.node) continue;
      if (Math.min(a.r, b.r) - Math.max(a.l, b.l) > 1.5 && Math.min(a.b, b.b) - Math.max(a.t, b.t) > 1.5) {
        problems.push(`overlap: ${name(a.node)} and ${name(b.node)}`);
      }
    }
  });
  for (const node of document.querySelectorAll('body *')) {
    if (unseen(node) || !node.clientWidth || node.scrollWidth <= node.clientWidth + 1) continue;
    const style = getComputedStyle(node);
    if (style.display === 'inline' || scrolls(style) || style.textOverflow === 'ellipsis') continue;
    if (node.closest('svg, #network, select, input')) continue;
    problems.push(`too wide: ${node.scrollWidth} in ${node.clientWidth} px, ${name(node)}`);
  }
  if (document.documentElement.scrollWidth > innerWidth) problems.push('the page scrolls sideways');
  return [...new Set(problems)];
}"""


def unreadable(page: Page, smallest: float = 12.0) -> Any:
    """Return what cannot be read on a page as it stands, in words; nothing when all is well.

    Every visible text is looked at, the canvas left out: its size, whether a frame that does not scroll cuts it
    off (an ellipsis is by design), whether two texts share a place, and whether anything is wider than its place.
    """
    return page.evaluate(FIND, smallest)
