/* Text on the canvas: fonts, wrapping in both scripts, clipping. */
'use strict';
(cm => {
  const FONT = '"Helvetica Neue","Segoe UI",Roboto,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif';
  /* What may stand alone on a line: a Latin word with its space, or one Chinese character with its brackets and commas. */
  const PIECES = /[（《“「(]?(?:[^\s\u2e80-\u9fff\uf900-\uffef\/-]+|[\u2e80-\u9fff\uf900-\uff00\uff10-\uffef]|\S)[）》”」）、，。：；*]*[\/-]?\s*/gu;
  const wrapped = new Map();

  const font = (size, weight = 400) => `${weight} ${size}px ${FONT}`;
  /* Two lines at most; Latin breaks at spaces, Chinese anywhere; the second line ends in an ellipsis if need be. */
  const wrap = (ctx, words, width, lines = 2) => {
    const key = `${words}|${width}|${lines}|${ctx.font}`;
    if (wrapped.has(key)) return wrapped.get(key);
    if (lines === 1) return [clip(ctx, words, width)];
    const pieces = words.match(PIECES) || [words];
    const found = [];
    let line = '';
    for (let at = 0; at < pieces.length; at += 1) {
      if (line && ctx.measureText((line + pieces[at]).trimEnd()).width > width) {
        found.push(clip(ctx, line.trimEnd(), width));
        line = '';
        if (found.length === lines - 1) {
          line = pieces.slice(at).join('');
          break;
        }
      }
      line += pieces[at];
    }
    found.push(clip(ctx, line.trimEnd(), width));
    wrapped.set(key, found);
    return found;
  };
  const clip = (ctx, words, width) => {
    if (ctx.measureText(words).width <= width) return words;
    let short = [...words];
    while (short.length > 1 && ctx.measureText(`${short.join('').trimEnd()}…`).width > width) short.pop();
    return `${short.join('').trimEnd()}…`;
  };

  Object.assign(cm, {font, wrap, clip});
})(window.chainmap);
