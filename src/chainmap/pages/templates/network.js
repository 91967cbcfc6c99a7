/* vis-network under our own drawing: scenes in and out, fitting, pointing, keys on the map. */
'use strict';
(cm => {
  const {state, set, select, split} = cm;
  const box = document.getElementById('network'), tip = document.getElementById('tip');
  const options = cm.read('options');
  const READABLE = 0.78;
  let shown = '', titled = '';

  const size = () => box.getBoundingClientRect();
  const sceneKey = () => {
    const {width, height} = size();
    return [state.focus ? `${state.selected}|${state.cut || ''}` : cm.large ? cm.placeKey() : '', Math.round(width / 10), Math.round(height / 10)].join('|');
  };
  const items = () => new vis.DataSet([...cm.scene.cards.values()].map(card => ({
    id: card.key, x: card.x, y: card.y, shape: 'custom', ctxRenderer: cm.renderer,
  })));
  const fit = () => {
    if (!cm.network) return;
    const {width, height} = size(), {left, right, top, bottom} = cm.scene.bounds;
    if (!width || !height) return;
    const margin = 8;
    const across = (width - 2 * margin) / (right - left), down = (height - 2 * margin) / (bottom - top);
    const {ego, tall} = cm.scene;
    // A tall picture fills the width and is scrolled; near one component text stays readable.
    let scale = Math.min(tall && !ego ? across : Math.min(across, down), ego ? 1.25 : 1.3);
    if (ego) scale = Math.max(scale, Math.min(across, READABLE));
    let y = (top + bottom) / 2;
    if (scale > down && cm.scene.toEnd) y = bottom - (height / 2 - margin) / scale;
    else if (scale > down) y = ego ? cm.scene.cards.get(state.selected).y : top + (height / 2 - margin) / scale;
    cm.network.moveTo({position: {x: (left + right) / 2, y}, scale});
  };
  /* Build the scene anew when what is shown or the window has changed. */
  const refresh = () => {
    const {width, height} = size();
    if (!width || !height) return;
    cm.lit_ = state.focus && !state.cut ? null : cm.lit(state.selected, state.cut);
    const key = sceneKey();
    if (key !== shown) {
      shown = key;
      tip.hidden = true;
      cm.scene = cm.sceneFor(state, width, height);
      if (cm.network) {
        cm.network.setSize('100%', '100%');
        cm.network.setData({nodes: items(), edges: []});
        fit();
      } else {
        open();
      }
    } else if (titled !== state.lang) {
      cm.scene.lanes = cm.sceneFor(state, width, height).lanes;
    }
    titled = state.lang;
    cm.network.redraw();
  };
  const reveal = () => {
    if (!state.selected || state.focus || !cm.network) return;
    const card = cm.scene.cards.get(state.selected);
    if (!card) return;
    const at = cm.network.canvasToDOM(card), {width, height} = size();
    if (at.x < 40 || at.y < 40 || at.x > width - 40 || at.y > height - 40) cm.network.moveTo({position: {x: card.x, y: card.y}});
  };

  const press = key => {
    if (!key) return select(null);
    const [kind, id] = split(key);
    if (kind === 'component') return select(key);
    if (kind === 'offer') return cm.openOffer(id);
    if (kind === 'group') return cm.openGroup(id);
    if (kind === 'more' && cm.scene.page) return cm.turn(id);
    return undefined;
  };
  const point = key => {
    cm.hovered = key;
    box.style.cursor = key ? 'pointer' : '';
    tip.hidden = !key || cm.small.matches;
    if (key) {
      const [kind, id] = split(key), card = cm.scene.cards.get(key);
      tip.replaceChildren(...cm.tipFor(kind, id));
      const at = cm.network.canvasToDOM(card), {width} = size(), half = card.h / 2 * cm.network.getScale();
      tip.style.left = `${Math.max(6, Math.min(width - 270, at.x - 60))}px`;
      const below = at.y + half + 8;
      tip.style.top = `${below + 70 > size().height ? at.y - half - 16 - tip.offsetHeight : below}px`;
      if (!tip.childNodes.length) tip.hidden = true;
    }
    cm.network.redraw();
  };

  const nearest = (from, key) => {
    let best = null, distance = Infinity;
    for (const card of cm.scene.cards.values()) {
      if (card === from || card.kind === 'more') continue;
      const dx = card.x - from.x, dy = card.y - from.y;
      const ahead = {ArrowRight: dx, ArrowLeft: -dx, ArrowDown: dy, ArrowUp: -dy}[key];
      const aside = Math.abs(/Left|Right/.test(key) ? dy : dx);
      if (ahead > 4 && ahead + aside * 2.2 < distance) {
        distance = ahead + aside * 2.2;
        best = card;
      }
    }
    return best;
  };
  const onKey = event => {
    if (cm.large && cm.groupKey(event)) return;
    if (!/^Arrow/.test(event.key) && event.key !== 'Enter') return;
    event.preventDefault();
    if (event.key === 'Enter') {
      if (state.selected && state.selected.startsWith('component:')) set({focus: !state.focus});
      return;
    }
    const from = cm.scene.cards.get(state.selected);
    if (!from) {
      const first = cm.targets[0] || cm.data.components[0];
      if (first) select(first.id);
      return;
    }
    const next = nearest(from, event.key);
    if (next && next.kind === 'component') select(next.id, {focus: false});
  };

  /* The network is made when the map is first seen: a phone opens on the list. */
  const open = () => {
    cm.network = new vis.Network(box, {nodes: items(), edges: []}, options);
    cm.network.on('beforeDrawing', cm.paintUnder);
    cm.network.on('afterDrawing', cm.paintOver);
    // The first click may bring another scene: what the second one then meets was not meant.
    const clicked = [];
    cm.network.on('click', event => {
      clicked.push(event.nodes[0]);
      if (clicked.length > 2) clicked.shift();
      press(event.nodes[0]);
    });
    cm.network.on('doubleClick', event => {
      const unit = event.nodes[0];
      if (unit && !unit.startsWith('more:') && clicked.every(one => one === unit)) cm.toggle(unit);
    });
    cm.network.on('hoverNode', event => point(event.node));
    cm.network.on('blurNode', () => point(null));
    cm.network.on('dragStart', () => point(null));
    cm.network.on('zoom', () => { tip.hidden = true; });
    fit();
  };
  box.addEventListener('keydown', onKey);

  Object.assign(cm, {
    refreshNetwork: refresh, reveal, fit, nearest,
    zoom: factor => cm.network && cm.network.moveTo({scale: cm.network.getScale() * factor}),
  });
})(window.chainmap);
