/* The canvas: lanes, lines, cards, and map-style labels when cards are too small to hold text. */
'use strict';
(cm => {
  const {data, state, text, font, wrap, clip} = cm;
  const SIZE = 12, READABLE = 8, FADED = 0.13;
  const ARROW = 7;
  let colour = {};

  const readColours = () => {
    const style = getComputedStyle(document.documentElement);
    for (const name of ['paper', 'wash', 'ink', 'soft', 'line', 'card', 'accent', 'lane', 'own', 'foreign', 'unclear', 'up', 'down']) {
      colour[name] = style.getPropertyValue(`--${name}`).trim();
    }
  };
  const rounded = (ctx, x, y, w, h, r) => {
    ctx.beginPath();
    ctx.roundRect(x, y, w, h, r);
  };
  const readable = () => cm.network && cm.network.getScale() * SIZE >= READABLE;

  /* ---- cards ---- */
  const isLit = id => !cm.lit_ || cm.lit_.all.has(id);
  const frame = (ctx, card, {fill, stroke, width, dash = [], radius = 6}) => {
    rounded(ctx, card.x - card.w / 2, card.y - card.h / 2, card.w, card.h, radius);
    ctx.fillStyle = fill;
    ctx.fill();
    ctx.setLineDash(dash);
    ctx.lineWidth = width;
    ctx.strokeStyle = stroke;
    ctx.stroke();
    ctx.setLineDash([]);
  };
  const write = (ctx, lines, x, y, height) => {
    ctx.textAlign = 'left';
    ctx.textBaseline = 'middle';
    lines.forEach((line, at) => ctx.fillText(line, x, y + (at - (lines.length - 1) / 2) * height));
  };

  const componentCard = (ctx, card) => {
    const component = cm.components.get(card.id), left = card.x - card.w / 2, top = card.y - card.h / 2;
    const chosen = state.selected === card.key, lit = cm.lit_;
    const up = lit && lit.centre && card.id !== lit.centre && lit.up.has(card.id);
    const down = lit && lit.centre && card.id !== lit.centre && lit.down.has(card.id);
    const nobody = component.supply === 'unknown', closed = Boolean(lit && lit.closed && lit.closed.has(card.id));
    frame(ctx, card, {
      fill: colour.card, radius: component.supply === 'open' ? 14 : 6, dash: nobody ? [4, 3] : [],
      width: chosen ? 3 : closed ? 2.6 : up || down ? 1.8 : cm.hovered === card.key ? 1.8 : 1,
      stroke: chosen ? colour.accent : closed ? colour.ink : up ? colour.up : down ? colour.down : nobody || cm.hovered === card.key ? colour.soft : colour.line,
    });
    if (component.target) {
      ctx.fillStyle = colour.ink;
      rounded(ctx, left + 4, top + 6, 3, card.h - 12, 1.5);
      ctx.fill();
    }
    if (readable()) {
      const start = left + (component.target ? 12 : 9);
      const name = cm.componentName(card.id) + (component.beyond ? '*' : ''), weight = component.target ? 600 : 400;
      ctx.font = font(SIZE, weight);
      ctx.fillStyle = colour.ink;
      let lines = wrap(ctx, name, card.w - (start - left) - 6);
      if (lines.at(-1).endsWith('…')) {
        ctx.font = font(SIZE - 1.5, weight);
        lines = wrap(ctx, name, card.w - (start - left) - 6);
      }
      if (lines.at(-1).endsWith('…')) {
        ctx.font = font(SIZE - 2.5, weight);
        lines = wrap(ctx, name, card.w - (start - left) - 6, 3);
      }
      write(ctx, lines, start, card.y - (lines.length > 2 ? 6 : 5.5), lines.length > 2 ? 10.4 : 13.5);
    }
    strip(ctx, card, component);
    badge(ctx, card, component);
    if (closed) cross(ctx, card);
  };

  /* The strip of segments: home's own first, then open, foreign, not known; behind it "3/9". */
  const strip = (ctx, card, component) => {
    const left = card.x - card.w / 2 + (component.target ? 12 : 9), y = card.y + card.h / 2 - 9;
    ctx.font = font(9.5, 600);
    ctx.textBaseline = 'middle';
    if (component.supply !== 'offers') {
      if (!readable()) return;
      ctx.fillStyle = colour.soft;
      ctx.textAlign = 'right';
      ctx.fillText(component.supply === 'open' ? cm.say('supply_open_short') : '?', card.x + card.w / 2 - 9, y + 2.5);
      return;
    }
    const offers = cm.offersOf(card.id);
    const count = cm.sides(card.id), ratio = `${count.own + count.free}/${count.all}`;
    const room = card.w - 16 - (component.target ? 3 : 0) - ctx.measureText(ratio).width - 6;
    const step = Math.min(12, room / Math.max(1, offers.length));
    let x = left, before = null;
    for (const offer of offers) {
      if (before && before !== offer.side) x += Math.min(3, step / 4);
      before = offer.side;
      segment(ctx, x, y, Math.max(1.5, step - 1.8), offer);
      x += step;
      if (x > left + room) break;
    }
    if (readable()) {
      ctx.fillStyle = colour.soft;
      ctx.textAlign = 'right';
      ctx.fillText(ratio, card.x + card.w / 2 - 8, y + 2.5);
    }
  };
  const segment = (ctx, x, y, w, offer) => {
    const paint = offer.side === 'own' || offer.side === 'free' ? colour.own : offer.side === 'foreign' ? colour.foreign : colour.unclear;
    if (offer.potential || offer.side === 'free' || offer.side === 'unclear') {
      ctx.setLineDash(offer.potential ? [1.5, 1.5] : []);
      ctx.lineWidth = 1.1;
      ctx.strokeStyle = paint;
      ctx.strokeRect(x + 0.5, y + 0.5, Math.max(1, w - 1), 4);
      ctx.setLineDash([]);
    } else {
      ctx.fillStyle = paint;
      ctx.fillRect(x, y, w, 5);
    }
  };

  /* Upper right: how many targets its loss stops, and whose hand alone can close it. */
  const badge = (ctx, card, component) => {
    const closers = component.closers || [], number = Math.max(cm.stops(card.id), closers.length ? closers[0].targets : 0);
    if (!number) return;
    const firm = (component.stops || closers[0]).holds;
    const who = closers.length ? cm.split(closers[0].unit)[1] + (closers.length > 1 ? `+${closers.length - 1}` : '') : '';
    const words = [who, number].filter(Boolean).join(' ');
    ctx.font = font(9.5, 700);
    const w = readable() ? ctx.measureText(words).width + 11 : 14, x = card.x + card.w / 2 - w + 5, y = card.y - card.h / 2 - 8;
    rounded(ctx, x, y, w, 14, 7);
    ctx.fillStyle = firm === 'possible' ? colour.card : colour.ink;
    ctx.fill();
    ctx.setLineDash(firm === 'possible' ? [3, 2] : []);
    ctx.lineWidth = 1.3;
    ctx.strokeStyle = firm === 'possible' ? colour.soft : colour.ink;
    ctx.stroke();
    ctx.setLineDash([]);
    if (!readable()) return;
    ctx.fillStyle = firm === 'possible' ? colour.soft : colour.paper;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.fillText(words, x + w / 2, y + 7.5);
  };

  /* Upper left: the chosen set closes this component. */
  const cross = (ctx, card) => {
    const x = card.x - card.w / 2 - 2, y = card.y - card.h / 2 - 3, arm = 3.2;
    ctx.beginPath();
    ctx.arc(x, y, 7.5, 0, 7);
    ctx.fillStyle = colour.ink;
    ctx.fill();
    ctx.lineWidth = 2;
    ctx.strokeStyle = colour.paper;
    ctx.beginPath();
    ctx.moveTo(x - arm, y - arm);
    ctx.lineTo(x + arm, y + arm);
    ctx.moveTo(x + arm, y - arm);
    ctx.lineTo(x - arm, y + arm);
    ctx.stroke();
  };

  const offerCard = (ctx, card) => {
    const offer = data.offers[card.id];
    const paint = offer.side === 'own' || offer.side === 'free' ? colour.own : offer.side === 'foreign' ? colour.foreign : colour.unclear;
    frame(ctx, card, {
      fill: offer.potential ? colour.paper : colour.card, radius: card.h / 2, width: cm.hovered === card.key ? 2 : 1.3,
      stroke: paint, dash: offer.potential || offer.side === 'unclear' ? [4, 3] : [],
    });
    if (!readable()) return;
    const terms = (offer.terms || []).map(term => term.join('+'));
    const tag = (offer.potential ? '○ ' : '') + (offer.side === 'free' ? cm.say('supply_open_short') : terms.length ? terms.slice(0, 2).join(' ') + (terms.length > 2 ? '…' : '') : '?');
    const product = text(offer.product), share = cm.range(offer.share, '%');
    ctx.fillStyle = colour.ink;
    ctx.font = font(SIZE, 600);
    write(ctx, wrap(ctx, cm.actorName(offer.actor), card.w - 24, 1), card.x - card.w / 2 + 13, card.y - 7, 13);
    ctx.font = font(10.5);
    ctx.fillStyle = colour.soft;
    write(ctx, wrap(ctx, [tag, share, product].filter(Boolean).join(' · '), card.w - 24, 1), card.x - card.w / 2 + 13, card.y + 9, 12);
  };
  const moreCard = (ctx, card) => {
    ctx.font = font(SIZE, 600);
    ctx.fillStyle = colour.soft;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.fillText(`+${cm.say('more', {n: card.count})}`, card.x, card.y);
  };

  const renderer = ({ctx, id}) => {
    const card = cm.scene.cards.get(id);
    return {
      nodeDimensions: {width: card.w, height: card.h},
      drawNode: () => {
        ctx.save();
        ctx.globalAlpha = card.kind === 'component' && !cm.scene.ego && !isLit(card.id) ? FADED * 2 : 1;
        if (card.kind === 'component') componentCard(ctx, card);
        else if (card.kind === 'offer') offerCard(ctx, card);
        else moreCard(ctx, card);
        ctx.restore();
      },
    };
  };

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
  const look = edge => {
    const lit = cm.lit_;
    if (cm.scene.ego) return {paint: edge.hue ? colour[edge.hue] : colour.soft, alpha: 0.75, width: 1.6, arrow: true};
    if (lit && lit.pairs) return chained(lit, edge);
    if (!lit) return {paint: colour.soft, alpha: 0.26, width: 1, arrow: false};
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
    + (cm.components.get(card.id).target ? 60 : 0) + cm.stops(card.id) * 4 + ((cm.components.get(card.id).closers || []).length ? 40 : 0);
  const labels = ctx => {
    if (readable()) return;
    const ratio = cm.network.canvas.pixelRatio || 1, width = ctx.canvas.width / ratio, taken = [];
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.font = font(11);
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.lineJoin = 'round';
    const cards = [...cm.scene.cards.values()].filter(card => card.kind === 'component' && isLit(card.id));
    for (const card of cards.sort((a, b) => rank(b) - rank(a))) {
      const at = cm.network.canvasToDOM({x: card.x, y: card.y});
      const words = clip(ctx, cm.componentName(card.id), 150), half = ctx.measureText(words).width / 2 + 3;
      if (at.x > 0 && at.x < width) at.x = Math.max(half, Math.min(width - half, at.x));
      const box = [at.x - half, at.y - 8, at.x + half, at.y + 8];
      if (taken.some(one => box[0] < one[2] && box[2] > one[0] && box[1] < one[3] && box[3] > one[1])) continue;
      taken.push(box);
      ctx.lineWidth = 3.5;
      ctx.strokeStyle = colour.paper;
      ctx.strokeText(words, at.x, at.y);
      ctx.fillStyle = colour.ink;
      ctx.fillText(words, at.x, at.y);
    }
    ctx.restore();
  };

  Object.assign(cm, {
    renderer,
    paintUnder: ctx => {
      ctx.save();
      lanes(ctx);
      lines(ctx);
      ctx.restore();
    },
    paintOver: labels,
    readColours,
  });
})(window.chainmap);
