/* The cards of the canvas: components with their offers and their state, offers near one component. */
'use strict';
(cm => {
  const {data, state, text, font, wrap} = cm;
  const SIZE = 12, READABLE = 8, FADED = 0.13;
  const COLOURS = ['paper', 'wash', 'ink', 'soft', 'line', 'card', 'accent', 'lane', 'own', 'foreign', 'unclear', 'up', 'down', 'lost', 'on-lost', 'faint'];
  const colour = {};

  const readColours = () => {
    const style = getComputedStyle(document.documentElement);
    for (const name of COLOURS) {
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
    const {word} = cm.stateOf(card.id), dead = cm.fails(word), doubtful = word === 'possible' || word === 'gap';
    const text = dead ? colour['on-lost'] : colour.ink;
    frame(ctx, card, {
      fill: dead ? colour.lost : colour.card, radius: component.supply === 'open' ? 14 : 6, dash: doubtful ? [6, 4] : nobody ? [4, 3] : [],
      width: chosen ? 3 : closed ? 2.6 : word === 'degraded' ? 2.6 : doubtful || up || down || cm.hovered === card.key ? 1.8 : 1,
      stroke: chosen ? colour.accent : closed ? colour.ink : up ? colour.up : down ? colour.down : dead ? colour.lost
        : word === 'degraded' || doubtful ? colour.ink : nobody || cm.hovered === card.key ? colour.soft : colour.line,
    });
    if (component.target) {
      ctx.fillStyle = text;
      rounded(ctx, left + 4, top + 6, 3, card.h - 12, 1.5);
      ctx.fill();
    }
    if (readable()) {
      const start = left + (component.target ? 12 : 9);
      const name = cm.componentName(card.id) + (component.beyond ? '*' : ''), weight = component.target ? 600 : 400;
      ctx.font = font(SIZE, weight);
      ctx.fillStyle = text;
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
    strip(ctx, card, component, dead);
    // Counted for the seat of the page and with nothing denied: elsewhere the state speaks.
    if (!cm.moved() && !cm.inForce().length) badge(ctx, card, component);
    if (closed) cross(ctx, card);
    else mark(ctx, card, word);
  };

  /* The strip of segments: home's own first, then open, foreign, not known; behind it "3/9". */
  const strip = (ctx, card, component, dead) => {
    const left = card.x - card.w / 2 + (component.target ? 12 : 9), y = card.y + card.h / 2 - 9;
    ctx.font = font(9.5, 600);
    ctx.textBaseline = 'middle';
    if (component.supply !== 'offers') {
      if (!readable()) return;
      ctx.fillStyle = dead ? colour['on-lost'] : colour.soft;
      ctx.textAlign = 'right';
      ctx.fillText(component.supply === 'open' ? cm.say('supply_open_short') : '?', card.x + card.w / 2 - 9, y + 2.5);
      return;
    }
    const offers = cm.offersOf(card.id);
    const count = cm.sides(card.id), {left: kept, lost} = cm.stateOf(card.id);
    // With something denied, how many are left; otherwise how many nobody abroad can deny.
    const ratio = cm.inForce().length ? `${kept.length}/${count.all}` : `${count.own + count.free}/${count.all}`;
    const room = card.w - 16 - (component.target ? 3 : 0) - ctx.measureText(ratio).width - 6;
    const step = Math.min(12, room / Math.max(1, offers.length));
    let x = left, before = null;
    for (const offer of offers) {
      if (before && before !== offer.side) x += Math.min(3, step / 4);
      before = offer.side;
      segment(ctx, x, y, Math.max(1.5, step - 1.8), offer, dead);
      x += step;
      if (x > left + room) break;
    }
    if (readable()) {
      ctx.fillStyle = dead ? colour['on-lost'] : lost.length ? colour.ink : colour.soft;
      ctx.textAlign = 'right';
      ctx.fillText(ratio, card.x + card.w / 2 - 8, y + 2.5);
    }
  };
  const segment = (ctx, x, y, w, offer, dead) => {
    if (cm.offerState(offer.id)) {
      // Lost: a thin line where the segment stood.
      ctx.fillStyle = dead ? colour['on-lost'] : colour.faint;
      ctx.fillRect(x, y + 1.8, w, 1.4);
      return;
    }
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

  /* Upper left: what became of it. The sign keeps its size when the map is small. */
  const mark = (ctx, card, word) => {
    if (word === 'works') return;
    const scale = cm.network.getScale(), r = Math.min(card.h / 2.2, Math.max(7.5, 5 / scale));
    const x = card.x - card.w / 2 + r * 0.3, y = card.y - card.h / 2 + r * 0.1, hollow = word === 'possible' || word === 'gap';
    ctx.beginPath();
    ctx.arc(x, y, r, 0, 7);
    ctx.fillStyle = hollow ? colour.card : colour.ink;
    ctx.fill();
    ctx.setLineDash(hollow ? [r / 3, r / 4] : []);
    ctx.lineWidth = r / 6;
    ctx.strokeStyle = hollow ? colour.ink : colour.paper;
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.fillStyle = hollow ? colour.ink : colour.paper;
    ctx.font = font(r * 1.45, 700);
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.fillText({stopped: '✕', posited: '✕', possible: '?', degraded: '!', gap: '○'}[word], x, y + r * 0.1);
  };

  const offerCard = (ctx, card) => {
    const offer = data.offers[card.id], fate = cm.offerState(card.id), dead = fate === 'lost';
    const paint = offer.side === 'own' || offer.side === 'free' ? colour.own : offer.side === 'foreign' ? colour.foreign : colour.unclear;
    frame(ctx, card, {
      fill: dead ? colour.lost : offer.potential ? colour.paper : colour.card, radius: card.h / 2, width: cm.hovered === card.key ? 2 : 1.3,
      stroke: dead ? colour.lost : paint, dash: offer.potential || fate === 'gap' || offer.side === 'unclear' ? [4, 3] : [],
    });
    if (fate) mark(ctx, {...card, x: card.x + 4}, fate === 'gap' ? 'gap' : 'stopped');
    if (!readable()) return;
    const terms = (offer.terms || []).map(term => term.join('+'));
    const tag = (offer.potential ? '○ ' : '') + (offer.side === 'free' ? cm.say('supply_open_short') : terms.length ? terms.slice(0, 2).join(' ') + (terms.length > 2 ? '…' : '') : '?');
    const product = text(offer.product), share = cm.range(offer.share, '%');
    ctx.fillStyle = dead ? colour['on-lost'] : colour.ink;
    ctx.font = font(SIZE, 600);
    write(ctx, wrap(ctx, cm.actorName(offer.actor), card.w - 24, 1), card.x - card.w / 2 + 13, card.y - 7, 13);
    ctx.font = font(10.5);
    ctx.fillStyle = dead ? colour['on-lost'] : colour.soft;
    write(ctx, wrap(ctx, [tag, share, product].filter(Boolean).join(' · '), card.w - 24, 1), card.x - card.w / 2 + 13, card.y + 9, 12);
  };
  const moreCard = (ctx, card) => {
    if (cm.scene.page) frame(ctx, card, {fill: colour.wash, stroke: cm.hovered === card.key ? colour.accent : colour.soft, width: 1.3});
    ctx.font = font(SIZE, 600);
    ctx.fillStyle = colour.soft;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.fillText(card.id === 'back' ? cm.say('groups_back', {n: card.count}) : `+${cm.say('more', {n: card.count})}`, card.x, card.y);
  };

  const renderer = ({ctx, id}) => {
    const card = cm.scene.cards.get(id);
    return {
      nodeDimensions: {width: card.w, height: card.h},
      drawNode: () => {
        ctx.save();
        ctx.globalAlpha = card.kind === 'component' && ((!cm.scene.ego && !isLit(card.id)) || !cm.passes(card.id)) ? FADED * 2 : 1;
        if (card.kind === 'component') componentCard(ctx, card);
        else if (card.kind === 'offer') offerCard(ctx, card);
        else if (card.kind === 'group') cm.groupCard(ctx, card);
        else moreCard(ctx, card);
        ctx.restore();
      },
    };
  };

  Object.assign(cm, {renderer, readColours, colour, rounded, readable, isLit});
})(window.chainmap);
