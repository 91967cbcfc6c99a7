/* The canvas around the cards: lanes, lines, and map-style labels when cards are too small to hold text. */
'use strict';
(cm => {
  const {state, font, clip, colour, rounded, readable, isLit} = cm;
  const ARROW = 7;

  /* ---- lanes and lines, under the cards ---- */
  const lanes = ctx => {
    const scale = cm.network.getScale(), size = Math.max(13, 11.5 / scale);
    for (const lane of cm.scene.lanes) {
      rounded(ctx, lane.x, lane.y, lane.w, lane.h, 10);
      ctx.fillStyle = colour.lane;
      ctx.fill();
      ctx.textAlign = 'left';
      ctx.textBaseline = 'bottom';
      ctx.font = font(size, 600);
      ctx.fillStyle = colour.ink;
      const title = clip(ctx, lane.title, lane.w - (lane.count ? size * 2 : 0));
      ctx.fillText(title, lane.x + 2, lane.y - 5);
      if (lane.count) {
        const w = ctx.measureText(title).width;
        ctx.font = font(size * 0.92);
        ctx.fillStyle = colour.soft;
        ctx.fillText(String(lane.count), lane.x + w + 9, lane.y - 5);
      }
    }
  };
  const chained = (lit, edge) => (lit.pairs.has(`${edge.from}>${edge.to}`)
    ? {paint: colour.up, alpha: 0.95, width: 2.2, arrow: true} : {paint: colour.soft, alpha: 0.035, width: 1, arrow: false});
  const CALM = () => ({paint: colour.soft, alpha: 0.26, width: 1, arrow: false});
  /* Where the failure went: from what stopped to what stopped in turn. */
  const spread = edge => (cm.fails(cm.stateOf(edge.from).word) && cm.fails(cm.stateOf(edge.to).word)
    ? {paint: colour.ink, alpha: 0.6, width: 1.6, arrow: true} : {paint: colour.soft, alpha: 0.12, width: 1, arrow: false});
  const look = edge => {
    const lit = cm.lit_;
    if (cm.scene.groups) return cm.groupLine(edge);
    if (cm.scene.ego) return {paint: edge.hue ? colour[edge.hue] : colour.soft, alpha: 0.75, width: 1.6, arrow: true};
    if (lit && lit.pairs) return chained(lit, edge);
    if (!lit && !(cm.passes(edge.from) && cm.passes(edge.to))) return {paint: colour.soft, alpha: 0.035, width: 1, arrow: false};
    if (!lit) return cm.now() === cm.asked([]) ? CALM() : spread(edge);
    const up = lit.up.has(edge.from) && lit.up.has(edge.to), down = lit.down.has(edge.from) && lit.down.has(edge.to);
    if (!lit.centre || !(up || down)) return {paint: colour.soft, alpha: 0.035, width: 1, arrow: false};
    const near = edge.from === lit.centre || edge.to === lit.centre;
    return {paint: up ? colour.up : colour.down, alpha: near ? 0.95 : 0.38, width: near ? 2.2 : 1.1, arrow: near};
  };
  const path = (ctx, a, b) => {
    if (cm.scene.tall) {
      const y1 = a.y + a.h / 2, y2 = b.y - b.h / 2, bend = Math.max(18, Math.abs(y2 - y1) * 0.45);
      ctx.moveTo(a.x, y1);
      ctx.bezierCurveTo(a.x, y1 + bend, b.x, y2 - bend, b.x, y2);
    } else {
      const x1 = a.x + a.w / 2, x2 = b.x - b.w / 2, bend = Math.max(26, Math.abs(x2 - x1) * 0.42);
      ctx.moveTo(x1, a.y);
      ctx.bezierCurveTo(x1 + bend, a.y, x2 - bend, b.y, x2, b.y);
    }
  };
  const tip = (ctx, b) => {
    if (cm.scene.tall) {
      const y = b.y - b.h / 2;
      ctx.moveTo(b.x, y);
      ctx.lineTo(b.x - ARROW * 0.55, y - ARROW);
      ctx.lineTo(b.x + ARROW * 0.55, y - ARROW);
    } else {
      const x = b.x - b.w / 2;
      ctx.moveTo(x, b.y);
      ctx.lineTo(x - ARROW, b.y - ARROW * 0.55);
      ctx.lineTo(x - ARROW, b.y + ARROW * 0.55);
    }
  };
  /* Lines that look alike are one path; the strongest are drawn last. */
  const lines = ctx => {
    const alike = new Map(), scale = cm.network.getScale();
    for (const edge of cm.scene.edges) {
      const a = cm.scene.cards.get(edge.a), b = cm.scene.cards.get(edge.b);
      const style = look(edge), key = [style.alpha, style.paint, style.width, edge.style].join('|');
      if (!alike.has(key)) alike.set(key, {...style, dash: edge.style, ends: []});
      alike.get(key).ends.push([a, b]);
    }
    for (const group of [...alike.values()].sort((p, q) => p.alpha - q.alpha)) {
      ctx.strokeStyle = ctx.fillStyle = group.paint;
      ctx.globalAlpha = group.alpha;
      ctx.lineWidth = Math.max(group.width, group.width * 0.7 / scale);
      ctx.setLineDash(group.dash === 'all' ? [] : group.dash === 'any' ? [6, 4] : [1.5, 3.5]);
      ctx.beginPath();
      for (const [a, b] of group.ends) path(ctx, a, b);
      ctx.stroke();
      ctx.setLineDash([]);
      if (group.arrow) {
        ctx.beginPath();
        for (const [, b] of group.ends) tip(ctx, b);
        ctx.fill();
      }
    }
    ctx.globalAlpha = 1;
  };

  /* ---- labels of constant size over cards that are too small; the important ones first, none overlapping ---- */
  const rank = card => (card.key === state.selected ? 1000 : 0) + (card.key === cm.hovered ? 900 : 0)
    + (cm.components.get(card.id).target ? 60 : 0) + cm.stops(card.id) * 4 + (6 - cm.severity(card.id)) * 30 + ((cm.components.get(card.id).closers || []).length ? 40 : 0);
  const labels = ctx => {
    if (readable()) return;
    const ratio = cm.network.canvas.pixelRatio || 1, width = ctx.canvas.width / ratio, taken = [];
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.font = font(11);
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.lineJoin = 'round';
    const cards = [...cm.scene.cards.values()].filter(card => card.kind === 'component' && isLit(card.id) && cm.passes(card.id));
    for (const card of cards.sort((a, b) => rank(b) - rank(a))) {
      const at = cm.network.canvasToDOM({x: card.x, y: card.y});
      const words = clip(ctx, cm.componentName(card.id), 150), half = ctx.measureText(words).width / 2 + 3;
      if (at.x > 0 && at.x < width) at.x = Math.max(half, Math.min(width - half, at.x));
      const box = [at.x - half, at.y - 8, at.x + half, at.y + 8];
      if (taken.some(one => box[0] < one[2] && box[2] > one[0] && box[1] < one[3] && box[3] > one[1])) continue;
      taken.push(box);
      ctx.lineWidth = 3.5;
      const dead = cm.fails(cm.stateOf(card.id).word);
      ctx.strokeStyle = dead ? colour.lost : colour.paper;
      ctx.strokeText(words, at.x, at.y);
      ctx.fillStyle = dead ? colour['on-lost'] : colour.ink;
      ctx.fillText(words, at.x, at.y);
    }
    ctx.restore();
  };

  Object.assign(cm, {
    paintUnder: ctx => {
      ctx.save();
      lanes(ctx);
      lines(ctx);
      ctx.restore();
    },
    paintOver: labels,
  });
})(window.chainmap);
