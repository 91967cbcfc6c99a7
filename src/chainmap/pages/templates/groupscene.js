/* Large stacks, drawn: one card a group with its figures, the cards of one group, and both in words beside the map. */
'use strict';
(cm => {
  if (!cm.large) return;
  const {state, el, say, font, clip, colour, rounded, groups, bands} = cm;
  const at = id => document.getElementById(id);
  const [CARD_W, CARD_H] = cm.read('layout').card;
  const W = 164, H = 66, GAP = 10, PAD = 12, TITLE = 26, BETWEEN = 34, LISTED = 60;

  const bounds = lanes => ({
    left: Math.min(...lanes.map(lane => lane.x)), right: Math.max(...lanes.map(lane => lane.x + lane.w)),
    top: Math.min(...lanes.map(lane => lane.y)) - TITLE, bottom: Math.max(...lanes.map(lane => lane.y + lane.h)),
  });

  /* ---- all groups: a block for each band of layers, upstream first, in as many rows as make the cards largest ---- */
  const blocks = tall => bands.map((band, number) => {
    const keys = [...groups.keys()].filter(key => groups.get(key).band === number);
    const across = tall ? 2 : Math.ceil(keys.length / 6), down = Math.ceil(keys.length / across);
    return {band, keys, across, w: across * (W + GAP) - GAP + 2 * PAD, h: down * (H + GAP) - GAP + 2 * PAD};
  }).filter(block => block.keys.length);
  const rowsOf = (all, count) => {
    const size = Math.ceil(all.length / count);
    return Array.from({length: Math.ceil(all.length / size)}, (_, row) => all.slice(row * size, (row + 1) * size));
  };
  const extent = rows => ({
    w: Math.max(...rows.map(row => row.reduce((sum, block) => sum + block.w + BETWEEN, -BETWEEN))),
    h: rows.reduce((sum, row) => sum + Math.max(...row.map(block => block.h)) + TITLE + BETWEEN, -BETWEEN),
  });
  const groupScene = (width, height, tall) => {
    const all = blocks(tall), cards = new Map(), lanes = [];
    const fits = Array.from({length: tall ? 1 : all.length}, (_, less) => rowsOf(all, tall ? all.length : less + 1));
    const scale = rows => Math.min(width / extent(rows).w, height / extent(rows).h);
    const rows = fits.reduce((best, one) => (scale(one) > scale(best) ? one : best));
    let y = 0;
    for (const [number, row] of rows.entries()) {
      let x = 0;
      const h = Math.max(...row.map(block => block.h));
      for (const block of row) {
        lanes.push({title: cm.bandWords(block.band), count: block.keys.reduce((sum, key) => sum + cm.groupFigures(key).all, 0), x, y, w: block.w, h});
        block.keys.forEach((key, place) => {
          const column = tall ? place % 2 : Math.floor(place / Math.ceil(block.keys.length / block.across));
          const down = tall ? Math.floor(place / 2) : place % Math.ceil(block.keys.length / block.across);
          cards.set(`group:${key}`, {
            key: `group:${key}`, kind: 'group', id: key, row: number, w: W, h: H, x: x + PAD + W / 2 + column * (W + GAP), y: y + PAD + H / 2 + down * (H + GAP),
          });
        });
        x += block.w + BETWEEN;
      }
      y += h + TITLE + BETWEEN;
    }
    // From one row to the next lines would cross everything between: they show when one of their ends is pointed at.
    const edges = cm.groupLinks.map(link => ({...link, far: !tall && cards.get(link.a).row !== cards.get(link.b).row}));
    return {cards, edges, lanes, bounds: bounds(lanes), ego: false, tall, groups: true};
  };

  /* ---- the cards of one group, a page at a time ---- */
  const pageScene = (width, height, tall) => {
    const {key, page} = cm.groupHere(), all = cm.membersOf(key), start = page * cm.PAGE, ids = all.slice(start, start + cm.PAGE);
    const items = [
      ...(start ? [{kind: 'more', id: 'back', count: start}] : []), ...ids.map(id => ({kind: 'component', id})),
      ...(all.length > start + ids.length ? [{kind: 'more', id: 'next', count: all.length - start - ids.length}] : []),
    ];
    const gap = 12, room = columns => Math.min(width / (columns * (CARD_W + gap)), height / (Math.ceil(items.length / columns) * (CARD_H + gap)));
    let across = tall ? 3 : 1;
    if (!tall) for (let columns = 2; columns <= items.length; columns += 1) if (room(columns) > room(across)) across = columns;
    const cards = new Map(items.map((item, number) => {
      const made = {key: `${item.kind}:${item.id}`, ...item, w: CARD_W, h: CARD_H, x: (number % across) * (CARD_W + gap), y: Math.floor(number / across) * (CARD_H + gap)};
      return [made.key, made];
    }));
    const rows = Math.max(1, Math.ceil(items.length / across));
    const part = all.length > ids.length ? ` · ${say('groups_part', {from: start + 1, to: start + ids.length})}` : '';
    const lane = {
      title: cm.groupWords(key) + part, count: all.length, x: -CARD_W / 2 - PAD, y: -CARD_H / 2 - PAD,
      w: across * (CARD_W + gap) - gap + 2 * PAD, h: rows * (CARD_H + gap) - gap + 2 * PAD,
    };
    const edges = ids.flatMap(id => cm.inputs.get(id)).filter(edge => cards.has(`component:${edge.from}`))
      .map(edge => ({...edge, a: `component:${edge.from}`, b: `component:${edge.to}`}));
    return {cards, edges, lanes: [lane], bounds: bounds([lane]), ego: false, tall, page: true};
  };

  const near = cm.sceneFor, lit = cm.lit, tip = cm.tipFor;
  cm.sceneFor = (given, width, height) => {
    const tall = width < 700 && height > width * 0.6, stage = cm.groupStage();
    if (stage === 'near') return near(given, width, height);
    return stage === 'cards' ? pageScene(width, height, tall) : groupScene(width, height, tall);
  };
  cm.placeKey = () => {
    const stage = cm.groupStage(), {key, page} = cm.groupHere();
    return stage === 'groups' ? stage : `${key}/${page}/${cm.filterWords()}`;
  };
  /* Cards of one group seldom feed each other: a chosen one would leave all others in the dark. */
  cm.lit = (unit, cut) => (unit && unit.startsWith('component:') && !cut ? null : lit(unit, cut));
  cm.tipFor = (kind, id) => (kind !== 'group' ? tip(kind, id)
    : [document.createTextNode(cm.groupWords(id)), ...lines(id).map(words => el('small', {}, words))]);

  /* ---- one card ---- */
  const STATES = ['stopped', 'possible', 'degraded', 'gap'];
  const lines = key => {
    const sum = cm.groupFigures(key);
    return [
      say('components_n', {n: sum.all}), sum.targets ? say('targets_n', {n: sum.targets}) : '',
      sum.offers ? say('groups_offers', {n: sum.offers, share: cm.groupShare(sum)}) : '',
      ...STATES.filter(word => sum[word]).map(word => `${sum[word]} ${say(`short_${word}`)}`),
    ].filter(Boolean);
  };
  const SIGNS = {stopped: '✕', possible: '?', degraded: '!', gap: '○'};
  const groupCard = (ctx, card) => {
    const sum = cm.groupFigures(card.id), left = card.x - W / 2, top = card.y - H / 2, marked = cm.cursor === card.key || cm.hovered === card.key;
    const shade = cm.lit_ && !groups.get(card.id).ids.some(id => cm.lit_.all.has(id));
    if (shade) ctx.globalAlpha = 0.3;
    rounded(ctx, left, top, W, H, 8);
    ctx.fillStyle = colour.card;
    ctx.fill();
    ctx.lineWidth = marked ? 2.6 : sum.stopped ? 1.8 : 1;
    ctx.strokeStyle = marked ? colour.accent : sum.stopped ? colour.ink : colour.line;
    ctx.stroke();
    /* How much of the group has stopped, as a bar that fills it from the left. */
    if (sum.stopped) {
      ctx.fillStyle = colour.lost;
      ctx.fillRect(left + 8, top + H - 5, (W - 16) * sum.stopped / sum.all, 3);
    }
    ctx.textBaseline = 'middle';
    ctx.textAlign = 'right';
    ctx.font = font(13, 600);
    ctx.fillStyle = colour.ink;
    const count = String(sum.all), room = ctx.measureText(count).width;
    ctx.fillText(count, left + W - 9, top + 14);
    ctx.textAlign = 'left';
    ctx.fillText(clip(ctx, cm.kindWords(groups.get(card.id)), W - 28 - room), left + 11, top + 14);
    sides(ctx, sum, left + 11, top + 26, W - 20);
    if (sum.targets) {
      rounded(ctx, left + 3.5, top + 8, 3, H - 16, 1.5);
      ctx.fillStyle = colour.ink;
      ctx.fill();
    }
    const hit = STATES.filter(word => sum[word]);
    const words = hit.length ? hit.map(word => `${SIGNS[word]} ${sum[word]}`).join('   ') : sum.offers ? say('groups_foreign', {share: cm.groupShare(sum)}) : say('groups_no_offers');
    ctx.fillStyle = hit.length ? colour.ink : colour.soft;
    ctx.font = font(11.5, hit.length ? 600 : 400);
    ctx.fillText(clip(ctx, words, W - 20), left + 11, top + 47);
    if (!sum.targets || hit.length) return;
    ctx.textAlign = 'right';
    ctx.font = font(11);
    ctx.fillStyle = colour.soft;
    ctx.fillText(say('targets_n', {n: sum.targets}), left + W - 9, top + 47);
  };
  /* The offers of a group by side, as one strip. */
  const sides = (ctx, sum, x, y, w) => {
    if (!sum.offers) return;
    let from = x;
    for (const side of ['own', 'free', 'foreign', 'unclear']) {
      const width = w * sum[side] / sum.offers;
      if (!width) continue;
      ctx.fillStyle = side === 'foreign' ? colour.foreign : side === 'unclear' ? colour.unclear : colour.own;
      if (side === 'free') {
        ctx.lineWidth = 1;
        ctx.strokeStyle = colour.own;
        ctx.strokeRect(from + 0.5, y + 0.5, Math.max(1, width - 2), 5);
      } else ctx.fillRect(from, y, Math.max(1, width - 1), 6);
      from += width;
    }
  };
  const most = Math.max(1, ...cm.groupLinks.map(link => link.count));
  const groupLine = edge => {
    const marked = [cm.cursor, cm.hovered].find(key => key && key.startsWith('group:')), width = 0.8 + 3 * Math.sqrt(edge.count / most);
    if (!marked) return {paint: colour.soft, alpha: edge.far ? 0 : 0.2, width, arrow: false};
    if (edge.a !== marked && edge.b !== marked) return {paint: colour.soft, alpha: edge.far ? 0 : 0.05, width, arrow: false};
    return {paint: edge.b === marked ? colour.up : colour.down, alpha: 0.8, width, arrow: true};
  };

  /* ---- the same in words: the panel beside the map, which is also the way in by keyboard and by ear ---- */
  const row = key => el('li', {class: 'row'}, el('span', {class: 'grow'}, el('button', {type: 'button', class: 'go', 'data-group': key, click: () => cm.openGroup(key)}, cm.groupWords(key))),
    STATES.filter(word => cm.groupFigures(key)[word]).map(word => el('span', {class: 'figure'}, cm.sign(word), ` ${cm.groupFigures(key)[word]}`, el('span', {class: 'unseen'}, ` ${say(`short_${word}`)}`))),
    el('span', {class: 'figure'}, String(cm.groupFigures(key).all)));
  const groupPanel = key => {
    const ids = cm.membersOf(key), worst = [...ids].sort((a, b) => cm.severity(a) - cm.severity(b)).slice(0, LISTED);
    return [
      el('div', {class: 'top'}, el('h2', {id: 'panel-title', tabindex: '-1'}, cm.groupWords(key)), el('button', {type: 'button', 'aria-label': say('groups'), title: say('groups'), click: () => cm.openGroup(null)}, '✕')),
      ...lines(key).map(words => el('p', {class: 'soft'}, words)),
      ...cm.section(`${say(state.deny.length ? 'groups_worst' : 'groups_members')} · ${ids.length}`,
        el('ul', {}, worst.map(id => el('li', {class: 'row'}, cm.sign(cm.stateOf(id).word), el('span', {class: 'grow'}, cm.go(`component:${id}`)), cm.ratio(id)))),
        ids.length > worst.length ? el('p', {class: 'soft'}, say('groups_more', {n: ids.length - worst.length})) : null),
    ];
  };
  const overview = cm.overviewPanel;
  cm.overviewPanel = () => (state.group ? groupPanel(state.group) : overview());

  /* ---- the way back for a hand: the button beside the zoom ---- */
  const button = el('button', {type: 'button', id: 'groups', click: () => cm.openGroup(null)}, say('groups'));
  at('focus').before(button);
  const refresh = () => {
    button.textContent = say('groups');
    button.hidden = cm.groupStage() === 'groups';
  };
  cm.onChange(refresh);
  refresh();
  /* What the signs of the group cards mean; the rest of the legend stands as it is. */
  cm.groupLegend = item => (cm.groupStage() === 'groups'
    ? [...(cm.seat().home.length ? [item('own', say('own'))] : []), item('foreign', say('foreign')), item('free', say('free')), item('unclear', say('unclear')),
      ...(cm.inForce().length ? STATES.map(word => el('span', {}, cm.sign(word), say(`short_${word}`))) : []), el('span', {}, say('groups_hint'))]
    : null);
  const rows = () => cm.section(`${say('groups')} · ${groups.size}`, cm.folded([...groups.keys()].map(row), 12));
  Object.assign(cm, {groupRows: rows, groupCard, groupLine, groupLines: lines});
})(window.chainmap);
