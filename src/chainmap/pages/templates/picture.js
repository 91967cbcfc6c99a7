/*
 * The present scene as one picture, larger than the window if need be: title, seat, date, state, lanes, cards, legend.
 *
 * The hand that draws the screen draws the picture too: draw.js gets a canvas for PNG and a recorder for SVG, which
 * answers to the same calls and leaves elements. Text goes in as text nodes, so that no name of the data is markup.
 */
'use strict';
(cm => {
  const {data, say, state, font, wrap} = cm;
  const SVG = 'http://www.w3.org/2000/svg', MARGIN = 24, NARROW = 760;

  /* What XML cannot hold is left out. */
  const clean = words => String(words).toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
  const shape = (tag, attributes, words) => {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== null && value !== undefined) made.setAttribute(name, value);
    if (words !== undefined) made.textContent = clean(words);
    return made;
  };
  const short = value => String(Math.round(value * 100) / 100);
  const fontOf = words => {
    const [, weight, size] = /(\d+) ([\d.]+)px/.exec(words);
    return {weight, size: Number(size)};
  };

  /* A canvas context as far as draw.js uses one. */
  class Recorder {
    constructor(into) {
      this.into = into;
      this.ruler = document.createElement('canvas').getContext('2d');
      Object.assign(this, {fillStyle: '#000', strokeStyle: '#000', lineWidth: 1, globalAlpha: 1, font: font(12), textAlign: 'left', textBaseline: 'alphabetic', dash: [], kept: [], path: ''});
    }

    save() {
      const {fillStyle, strokeStyle, lineWidth, globalAlpha, textAlign, textBaseline, dash} = this;
      this.kept.push({fillStyle, strokeStyle, lineWidth, globalAlpha, textAlign, textBaseline, dash, font: this.font});
    }

    restore() { Object.assign(this, this.kept.pop()); }

    group(attributes, title) {
      this.outer = this.into;
      this.into = shape('g', attributes);
      if (title) this.into.append(shape('title', {}, title));
      this.outer.append(this.into);
    }

    leave() { this.into = this.outer; }

    add(tag, attributes, words) {
      this.into.append(shape(tag, {...attributes, opacity: this.globalAlpha < 1 ? short(this.globalAlpha) : null}, words));
    }

    get outline() {
      return {fill: 'none', stroke: this.strokeStyle, 'stroke-width': short(this.lineWidth), 'stroke-dasharray': this.dash.length ? this.dash.map(short).join(' ') : null};
    }

    setLineDash(dash) { this.dash = dash; }

    beginPath() { this.path = ''; }

    moveTo(x, y) { this.path += `M${short(x)} ${short(y)}`; }

    lineTo(x, y) { this.path += `L${short(x)} ${short(y)}`; }

    bezierCurveTo(...points) { this.path += `C${points.map(short).join(' ')}`; }

    /* Only whole circles are drawn. */
    arc(x, y, r) { this.path += `M${short(x + r)} ${short(y)}A${short(r)} ${short(r)} 0 1 1 ${short(x - r)} ${short(y)}A${short(r)} ${short(r)} 0 1 1 ${short(x + r)} ${short(y)}Z`; }

    roundRect(x, y, w, h, round) {
      const r = Math.min(round, w / 2, h / 2), bend = (dx, dy) => `a${short(r)} ${short(r)} 0 0 1 ${short(dx)} ${short(dy)}`;
      this.path += `M${short(x + r)} ${short(y)}h${short(w - 2 * r)}${bend(r, r)}v${short(h - 2 * r)}${bend(-r, r)}h${short(2 * r - w)}${bend(-r, -r)}v${short(2 * r - h)}${bend(r, -r)}Z`;
    }

    fill() { if (this.path) this.add('path', {d: this.path, fill: this.fillStyle}); }

    stroke() { if (this.path) this.add('path', {d: this.path, ...this.outline}); }

    fillRect(x, y, w, h) { this.add('rect', {x: short(x), y: short(y), width: short(w), height: short(h), fill: this.fillStyle}); }

    strokeRect(x, y, w, h) { this.add('rect', {x: short(x), y: short(y), width: short(w), height: short(h), ...this.outline}); }

    measureText(words) {
      this.ruler.font = this.font;
      return this.ruler.measureText(words);
    }

    /* Many programs do not know dominant-baseline: the shift is worked out here. */
    fillText(words, x, y) {
      const {weight, size} = fontOf(this.font), down = {middle: 0.35, bottom: -0.22}[this.textBaseline] || 0;
      this.add('text', {
        x: short(x), y: short(y + down * size), 'font-size': short(size), 'font-weight': weight === '400' ? null : weight, fill: this.fillStyle,
        'text-anchor': {center: 'middle', right: 'end'}[this.textAlign] || null,
      }, words);
    }
  }

  /* ---- words around the map ---- */
  const write = (ctx, words, x, y, size, {weight = 400, paint, width = Infinity, lines = 4} = {}) => {
    ctx.font = font(size, weight);
    ctx.fillStyle = paint;
    ctx.textAlign = 'left';
    ctx.textBaseline = 'middle';
    const found = wrap(ctx, words, width, lines);
    found.forEach((line, at) => ctx.fillText(line, x, y + size * 0.7 + at * size * 1.35));
    return y + found.length * size * 1.35;
  };
  const headWords = () => [
    [cm.text(data.title), 20, {weight: 600}], [`${cm.factsLine()} · ${say(`mode_${state.mode}`)}`, 13, {soft: true}],
    [cm.outcomeWords(), 15, {weight: 600}], ...(cm.filterWords() ? [[cm.filterWords(), 13, {soft: true}]] : []),
  ];
  const head = (ctx, paints, x, y, width) => headWords().reduce((at, [words, size, {weight, soft}]) =>
    write(ctx, words, x, at, size, {weight, width, paint: soft ? paints.soft : paints.ink}) + 3, y);

  /* The legend of the page, sign by sign, in the order in which it stands there. */
  const SWATCH = 20;
  const sign = (ctx, node, paints, x, y) => {
    const has = name => Boolean(node && node.classList.contains(name));
    ctx.setLineDash([]);
    ctx.lineWidth = 1.4;
    const box = (paint, filled, dash = []) => {
      ctx.beginPath();
      ctx.roundRect(x, y - 4, 14, 8, 1.5);
      ctx.setLineDash(dash);
      ctx.fillStyle = ctx.strokeStyle = paint;
      if (filled) ctx.fill();
      else ctx.stroke();
      ctx.setLineDash([]);
    };
    const line = (paint, width, dash = []) => {
      ctx.beginPath();
      ctx.moveTo(x, y);
      ctx.lineTo(x + 18, y);
      ctx.strokeStyle = paint;
      ctx.lineWidth = width;
      ctx.setLineDash(dash);
      ctx.stroke();
      ctx.setLineDash([]);
    };
    if (!node) return 0;
    if (has('sign') || has('closed')) {
      const hollow = has('possible') || has('gap');
      ctx.beginPath();
      ctx.arc(x + 8, y, 7, 0, 7);
      ctx.fillStyle = hollow ? paints.card : paints.ink;
      ctx.fill();
      ctx.strokeStyle = paints.ink;
      ctx.setLineDash(hollow ? [2.4, 1.8] : []);
      ctx.stroke();
      ctx.setLineDash([]);
      ctx.font = font(10, 700);
      ctx.fillStyle = hollow ? paints.ink : paints.paper;
      ctx.textAlign = 'center';
      ctx.textBaseline = 'middle';
      ctx.fillText(node.textContent, x + 8, y + 0.6);
      return SWATCH;
    }
    if (has('stops') || has('ratio')) {
      ctx.font = font(11, 600);
      const w = ctx.measureText(node.textContent).width;
      if (has('stops')) {
        ctx.beginPath();
        ctx.roundRect(x, y - 7.5, w + 12, 15, 7.5);
        ctx.fillStyle = paints.ink;
        ctx.fill();
      }
      ctx.fillStyle = has('stops') ? paints.paper : paints.ink;
      ctx.textAlign = 'left';
      ctx.textBaseline = 'middle';
      ctx.fillText(node.textContent, x + (has('stops') ? 6 : 0), y + 0.5);
      return w + (has('stops') ? 18 : 6);
    }
    if (has('own')) box(paints.own, true);
    else if (has('foreign')) box(paints.foreign, true);
    else if (has('free')) box(paints.own, false);
    else if (has('unclear')) box(paints.unclear, false, [1.5, 1.5]);
    else if (has('nobody')) box(paints.soft, false, [3, 2]);
    else if (has('up') || has('down')) line(has('up') ? paints.up : paints.down, 3);
    else line(paints.soft, 1.6, has('any') ? [5, 3] : has('some') ? [1.5, 2.5] : []);
    return SWATCH + 3;
  };
  const legend = (ctx, paints, left, top, width) => {
    let x = left, y = top + 9;
    for (const item of document.getElementById('legend').children) {
      const node = item.firstElementChild, words = [...item.childNodes].filter(one => one !== node).map(one => one.textContent).join('').trim();
      ctx.font = font(12);
      const room = ctx.measureText(words).width + (node ? Math.max(26, ctx.measureText(node.textContent).width + 20) : 0) + 16;
      if (x > left && x + room > left + width) {
        x = left;
        y += 20;
      }
      const at = x + sign(ctx, node, paints, x, y);
      write(ctx, words, at, y - 8.4, 12, {paint: paints.soft});
      x = at + ctx.measureText(words).width + 18;
    }
    const foot = say('export_made', {id: data.id, digest: data.digest});
    return write(ctx, foot, left, y + 16, 11, {paint: paints.soft, width});
  };

  /* ---- the picture ---- */
  /* On white whatever the theme; the whole scene at its own size, whatever the window shows of it. */
  const SHEET = [1480, 860];
  const withScene = (work, size) => {
    const root = document.documentElement, box = document.getElementById('network').getBoundingClientRect();
    const was = {network: cm.network, scene: cm.scene, hovered: cm.hovered, lit: cm.lit_, theme: root.dataset.theme};
    const wide = size || (box.width > 0 && box.height > 0 ? [box.width, box.height] : SHEET);
    root.dataset.theme = 'light';
    cm.readColours();
    try {
      Object.assign(cm, {
        network: {getScale: () => 1}, scene: cm.sceneFor(state, ...wide), hovered: null,
        lit_: state.focus && !state.cut ? null : cm.lit(state.selected, state.cut),
      });
      return work(cm.scene, cm.colour);
    } finally {
      Object.assign(cm, {network: was.network, scene: was.scene, hovered: was.hovered, lit_: was.lit});
      root.dataset.theme = was.theme;
      cm.readColours();
    }
  };
  /* Where everything stands: text above and below the scene takes the room that it needs. */
  const measure = (scene, paints) => {
    const ruler = new Recorder(shape('g', {})), {left, right, top, bottom} = scene.bounds;
    const width = Math.max(NARROW, right - left), x = left - (width - (right - left)) / 2;
    const above = head(ruler, paints, 0, 0, width) + 14, below = legend(ruler, paints, 0, 0, width) + 16;
    return {x: x - MARGIN, y: top - above - MARGIN, width: width + 2 * MARGIN, height: above + (bottom - top) + below + 2 * MARGIN, inner: x, room: width, top: top - above, end: bottom + 16};
  };
  const stateWords = id => {
    const {word, holds} = cm.stateOf(id);
    return say(`short_${word}`) + (word === 'stopped' || word === 'gap' ? ` · ${cm.holdsWord(holds)}` : '');
  };
  const cardWords = card => (card.kind === 'component' ? `${cm.componentName(card.id)}: ${stateWords(card.id)}` : card.kind === 'offer' ? cm.nameOfOffer(card.id) : '');
  const paint = (ctx, scene, paints, place, {enter = () => {}, leave = () => {}} = {}) => {
    ctx.fillStyle = paints.paper;
    ctx.fillRect(place.x, place.y, place.width, place.height);
    head(ctx, paints, place.inner, place.top, place.room);
    cm.paintUnder(ctx);
    for (const card of scene.cards.values()) {
      enter(card);
      cm.renderer({ctx, id: card.key}).drawNode();
      leave();
    }
    legend(ctx, paints, place.inner, place.end, place.room);
  };
  const svgElement = size => withScene((scene, paints) => {
    const place = measure(scene, paints);
    const root = shape('svg', {
      xmlns: SVG, width: Math.ceil(place.width), height: Math.ceil(place.height), role: 'img', 'font-family': fontFamily(),
      viewBox: [place.x, place.y, place.width, place.height].map(short).join(' '),
    });
    root.append(shape('title', {}, cm.text(data.title)), shape('desc', {}, headWords().slice(1).map(([words]) => words).join('\n')));
    const pen = new Recorder(root);
    paint(pen, scene, paints, place, {
      enter: card => pen.group({class: card.kind, 'data-id': clean(card.id)}, cardWords(card)), leave: () => pen.leave(),
    });
    return root;
  }, size);
  const fontFamily = () => font(12).replace(/^.*?px /, '').replaceAll('"', "'");
  /* A canvas has limits: a very large scene is drawn smaller. */
  const LONGEST = 16000, AREA = 120e6;
  const canvas = (scale = 2) => withScene((scene, paints) => {
    const place = measure(scene, paints), fit = Math.min(scale, LONGEST / Math.max(place.width, place.height), Math.sqrt(AREA / (place.width * place.height)));
    const made = document.createElement('canvas');
    made.width = Math.ceil(Math.ceil(place.width) * fit);
    made.height = Math.ceil(Math.ceil(place.height) * fit);
    const ctx = made.getContext('2d');
    ctx.setTransform(fit, 0, 0, fit, -place.x * fit, -place.y * fit);
    paint(ctx, scene, paints, place);
    return made;
  });

  Object.assign(cm, {
    svgElement, SHEET, pictureCanvas: canvas, stateWordsOf: stateWords,
    svgText: () => `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svgElement())}\n`,
  });
})(window.chainmap);
