/* Scenes for the canvas: the whole map as Python placed it, one component with all that is near it, one chain. */
'use strict';
(cm => {
  const {data, components} = cm;
  const layout = cm.read('layout');
  const [W, H] = layout.card;
  const PAD = 12, TITLE = 26, STRETCH = 1.5;
  const GAP = {x: 12, y: 11};
  const LIMIT = {wide: 20, tall: 9};

  const bounds = lanes => ({
    left: Math.min(...lanes.map(lane => lane.x)), right: Math.max(...lanes.map(lane => lane.x + lane.w)),
    top: Math.min(...lanes.map(lane => lane.y)) - TITLE, bottom: Math.max(...lanes.map(lane => lane.y + lane.h)),
  });
  const card = (kind, id, x, y, more) => ({key: `${kind}:${id}`, kind, id, x, y, w: W, h: H, ...more});

  /* The whole map, stretched (never squeezed) to the shape of the window. */
  const whole = (width, height, tall) => {
    const places = new Map(data.components.map((component, at) => {
      const [x, y] = tall ? layout.tallPlaces[at] : [cm.nodes[at].x, cm.nodes[at].y];
      return [component.id, {x, y}];
    }));
    const all = [...places.values()];
    const xs = all.map(p => p.x), ys = all.map(p => p.y);
    const spanX = Math.max(...xs) - Math.min(...xs), spanY = Math.max(...ys) - Math.min(...ys);
    const fit = Math.min(width / (spanX + W + 2 * PAD), height / (spanY + H + TITLE + 2 * PAD));
    const room = (window, span, card) => (span ? Math.min(STRETCH, Math.max(1, (window / Math.min(1.15, fit) - card) / span)) : 1);
    const fx = tall ? 1 : room(width, spanX, W + 2 * PAD + 24), fy = tall ? 1 : room(height, spanY, H + TITLE + 2 * PAD + 16);
    const cards = new Map();
    for (const [id, {x, y}] of places) {
      const made = card('component', id, Math.round(x * fx), Math.round(y * fy));
      cards.set(made.key, made);
    }
    const top = Math.min(...ys) * fy - H / 2 - PAD, bottom = Math.max(...ys) * fy + H / 2 + PAD;
    const left = Math.min(...xs) - W / 2 - PAD, right = Math.max(...xs) + W / 2 + PAD;
    const lanes = (tall ? layout.tall : layout.wide).map(([lane, first, last]) => {
      const title = cm.text(data.lanes[lane]), count = data.components.filter(one => one.lane === lane).length;
      return tall
        ? {title, count, x: left, y: first - H / 2 - PAD, w: right - left, h: last - first + H + 2 * PAD}
        : {title, count, x: first * fx - W / 2 - PAD, y: top, w: (last - first) * fx + W + 2 * PAD, h: bottom - top};
    });
    const edges = cm.edges.map(edge => ({...edge, a: `component:${edge.from}`, b: `component:${edge.to}`}));
    return {cards, edges, lanes, bounds: bounds(lanes), ego: false, tall};
  };

  /* Cards of one lane in a block centred on the middle axis; what does not fit is one card "+ n more". */
  const block = (items, tall, height) => {
    const limit = tall ? LIMIT.tall : LIMIT.wide;
    const shown = items.length > limit ? items.slice(0, limit - 1) : items;
    const left = items.length - shown.length;
    const all = left ? [...shown, {kind: 'more', id: `${items[0].kind}${items[0].id}`, count: left}] : shown;
    const across = tall
      ? Math.min(3, all.length)
      : Math.ceil(all.length / Math.max(1, Math.min(all.length, Math.floor(height / (H + GAP.y)), 10)));
    const rows = Math.ceil(all.length / across);
    return {
      w: across * (W + GAP.x) - GAP.x, h: rows * (H + GAP.y) - GAP.y,
      place: (x, y) => all.map((item, at) => {
        const row = tall ? Math.floor(at / across) : at % rows, column = tall ? at % across : Math.floor(at / rows);
        return card(item.kind, item.id, Math.round(x + W / 2 + column * (W + GAP.x)), Math.round(y + H / 2 + row * (H + GAP.y)), item);
      }),
    };
  };

  /* Blocks side by side (wide) or below each other (tall), each a lane with its title. */
  const sideBySide = (parts, tall, height) => {
    const blocks = parts.map(([title, items, counted = true]) => ({title, count: counted ? items.length : 0, ...block(items, tall, height * 0.9)}));
    const cards = new Map(), lanes = [];
    const longest = Math.max(...blocks.map(one => (tall ? one.w : one.h)));
    let at = 0;
    for (const one of blocks) {
      const x = tall ? -one.w / 2 : at, y = tall ? at : -one.h / 2;
      for (const made of one.place(x, y)) cards.set(made.key, made);
      lanes.push({
        title: one.title, count: one.count,
        x: (tall ? -longest / 2 : x) - PAD, y: (tall ? y : -longest / 2) - PAD,
        w: (tall ? longest : one.w) + 2 * PAD, h: (tall ? one.h : longest) + 2 * PAD,
      });
      at += (tall ? one.h : one.w) + (tall ? 52 : 84);
    }
    return {cards, lanes};
  };

  const importance = id => cm.stops(id) * 10 + (components.get(id).target ? 5 : 0);
  const fed = id => [...cm.dependents.get(id)].sort((p, q) => importance(q.to) - importance(p.to))
    .map(edge => ({kind: 'component', id: edge.to}));

  /* One component: what it and its offers need, its offers, itself, what it feeds. */
  const ego = (id, height, tall) => {
    const offers = cm.offersOf(id);
    const needed = cm.inputs.get(id);
    // Alternatives of one group stand together, in the order of the panel.
    const order = [...(components.get(id).needs || []), ...offers.flatMap(offer => offer.needs || [])]
      .flatMap(group => group.inputs.map(input => (data.offers[input.id] ? data.offers[input.id].component : input.id)));
    const sources = [...needed].sort((p, q) => order.indexOf(p.from) - order.indexOf(q.from))
      .map(edge => ({kind: 'component', id: edge.from}));
    const parts = [
      ['lane_needs', sources],
      ['lane_offers', offers.map(offer => ({kind: 'offer', id: offer.id}))],
      ['lane_self', [{kind: 'component', id}]],
      ['lane_feeds', fed(id)],
    ].filter(([, items]) => items.length);
    const {cards, lanes} = sideBySide(parts.map(([title, items]) => [cm.say(title), items, title !== 'lane_self']), tall, height);
    const self = `component:${id}`;
    const edges = [];
    const join = (a, b, style, hue) => {
      if (cards.has(a) && cards.has(b)) edges.push({a, b, style, hue, from: '', to: ''});
    };
    for (const offer of offers) {
      join(`offer:${offer.id}`, self, offers.length > 1 ? 'any' : 'all', 'up');
      for (const group of offer.needs || []) {
        for (const input of group.inputs) {
          const from = data.offers[input.id] ? data.offers[input.id].component : input.id;
          join(`component:${from}`, `offer:${offer.id}`, group.inputs.length > group.k ? 'any' : 'all', 'up');
        }
      }
    }
    const direct = new Set((components.get(id).needs || []).flatMap(group => group.inputs.map(input => (data.offers[input.id] ? data.offers[input.id].component : input.id))));
    for (const edge of needed) if (direct.has(edge.from)) join(`component:${edge.from}`, self, edge.style, 'up');
    for (const edge of cm.dependents.get(id)) join(self, `component:${edge.to}`, edge.style, 'down');
    return {cards, edges, lanes, bounds: bounds(lanes), ego: true, tall};
  };

  /* Only the chain of a smallest set: each component stands as many steps before the target as its longest way there. */
  const chain = (target, key, height, tall) => {
    const {pairs, all} = cm.chainOf(target, key);
    const step = new Map([...all].map(id => [id, id === target ? 0 : 1]));
    for (let round = 0, moved = true; moved && round < all.size; round += 1) {
      moved = false;
      for (const [from, to] of pairs) {
        if (from !== target && step.get(from) < step.get(to) + 1 && step.get(to) + 1 < all.size) {
          step.set(from, step.get(to) + 1);
          moved = true;
        }
      }
    }
    const parts = [];
    for (let at = Math.max(...step.values()); at >= 0; at -= 1) {
      const items = [...step].filter(([, place]) => place === at).map(([id]) => ({kind: 'component', id}));
      if (items.length) parts.push([at ? cm.say('chain_step', {n: at}) : cm.say('is_target'), items, at > 0]);
    }
    const {cards, lanes} = sideBySide(parts, tall, height);
    const edges = pairs.filter(([from, to]) => cards.has(`component:${from}`) && cards.has(`component:${to}`))
      .map(([from, to]) => ({a: `component:${from}`, b: `component:${to}`, style: 'all', hue: 'up', from, to}));
    return {cards, edges, lanes, bounds: bounds(lanes), ego: true, tall, toEnd: true};
  };

  Object.assign(cm, {
    sceneFor: (state, width, height) => {
      const tall = width < 700 && height > width * 0.6, [kind, id] = state.selected ? cm.split(state.selected) : [];
      if (!state.focus || kind !== 'component') return whole(width, height, tall);
      return state.cut ? chain(id, state.cut, height, tall) : ego(id, height, tall);
    },
  });
})(window.chainmap);
