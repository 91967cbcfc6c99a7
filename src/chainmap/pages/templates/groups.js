/*
 * Large stacks: no window holds a card for each of thousands of components. The map then opens on groups, layer by kind;
 * a group opens its components, the most important first and PAGE at a time; a component opens what is near it.
 * Nothing here runs on a stack of a size that one picture can hold.
 */
'use strict';
(cm => {
  if (!cm.large) return;
  const {data, state, set, say} = cm;
  const PAGE = 178, BANDS = 24, KINDS = 12;

  /* ---- what the groups are ---- */
  /* Neighbouring layers share a band where there are too many layers, and the rarest kinds of a band one group. */
  const step = Math.ceil(data.lanes.length / BANDS);
  const bands = Array.from({length: Math.ceil(data.lanes.length / step)}, (_, band) => ({first: band * step, last: Math.min(data.lanes.length, (band + 1) * step) - 1}));
  const bandWords = ({first, last}) => cm.text(data.lanes[first]) + (last > first ? ` – ${cm.text(data.lanes[last])}` : '');
  const groups = new Map(), groupOf = new Map(), total = new Map();
  for (const {kind = ''} of data.components) total.set(kind, (total.get(kind) || 0) + 1);
  bands.forEach((_, band) => {
    const kinds = new Map();
    for (const one of data.components) {
      if (Math.floor(one.lane / step) !== band) continue;
      const kind = one.kind || '';
      if (!kinds.has(kind)) kinds.set(kind, []);
      kinds.get(kind).push(one.id);
    }
    const sorted = [...kinds].sort(([a], [b]) => total.get(b) - total.get(a) || (a < b ? -1 : 1));
    const rare = sorted.length > KINDS ? sorted.splice(KINDS - 1).flatMap(([, ids]) => ids) : [];
    for (const [kind, ids] of sorted) groups.set(`${band}.${groups.size}`, {band, kind, ids});
    if (rare.length) groups.set(`${band}.${groups.size}`, {band, kind: null, ids: rare});
  });
  for (const [key, group] of groups) for (const id of group.ids) groupOf.set(id, key);
  const kindWords = ({kind}) => (kind === null ? say('groups_other') : kind === '' ? say('groups_unsaid') : cm.kind(kind));
  const groupWords = key => `${bandWords(bands[groups.get(key).band])} · ${kindWords(groups.get(key))}`;
  /* What feeds what, group by group: how many lines of the whole map each stands for. */
  const between = new Map();
  for (const edge of cm.edges) {
    const a = groupOf.get(edge.from), b = groupOf.get(edge.to), key = `${a}>${b}`;
    if (a === b) continue;
    if (!between.has(key)) between.set(key, {a: `group:${a}`, b: `group:${b}`, style: 'all', from: a, to: b, count: 0});
    between.get(key).count += 1;
  }

  /* ---- what the address and the state say ---- */
  cm.addressPart({
    read: given => ({group: groups.has(given.g) ? given.g : null, page: groups.has(given.g) && /^\d{1,4}$/.test(given.gp) ? Number(given.gp) : 0}),
    write: () => (state.group ? [`g=${state.group}`, ...(state.page ? [`gp=${state.page}`] : [])] : []),
  });

  /* ---- figures, counted once for each question, seat and filter ---- */
  let counted = {answer: null, found: null, of: new Map()};
  const figures = key => {
    const answer = cm.now(), found = cm.matching(), seat = `${state.home}|${state.lens}`;
    if (counted.answer !== answer || counted.found !== found || counted.seat !== seat) counted = {answer, found, seat, of: new Map()};
    if (!counted.of.has(key)) {
      const sum = {all: 0, stopped: 0, possible: 0, degraded: 0, gap: 0, works: 0, targets: 0, own: 0, free: 0, foreign: 0, unclear: 0, offers: 0};
      for (const id of groups.get(key).ids) {
        if (found && !found.has(id)) continue;
        const {word} = cm.stateOf(id), sides = cm.sides(id);
        sum.all += 1;
        sum[cm.fails(word) ? 'stopped' : word] += 1;
        sum.targets += cm.components.get(id).target ? 1 : 0;
        for (const side of ['own', 'free', 'foreign', 'unclear']) sum[side] += sides[side];
        sum.offers += sides.all;
      }
      counted.of.set(key, sum);
    }
    return counted.of.get(key);
  };
  const share = sum => (sum.offers ? `${Math.round(100 * sum.foreign / sum.offers)} %` : '–');

  /* ---- which part of a group is shown ---- */
  const weight = id => 1000 * cm.stops(id) + (cm.components.get(id).target ? 500 : 0) + cm.dependents.get(id).length;
  const ordered = new Map();
  const membersOf = key => {
    if (!ordered.has(key)) ordered.set(key, [...groups.get(key).ids].sort((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1)));
    return ordered.get(key).filter(cm.passes);
  };
  /* The group on the map: the one that was opened, or the one of the component that was chosen; null: all groups. */
  const last = key => Math.max(0, Math.ceil(membersOf(key).length / PAGE) - 1);
  const here = () => {
    const [kind, id] = state.selected ? cm.split(state.selected) : [];
    if (kind !== 'component') return {key: state.group, page: state.group ? Math.min(state.page, last(state.group)) : 0};
    const key = groupOf.get(id), at = membersOf(key).indexOf(id);
    return {key, page: at < 0 ? 0 : Math.floor(at / PAGE)};
  };
  const open = (key, page = 0) => set({
    group: key, page, selected: null, cut: null, focus: false, ...(state.view === 'map' || (!key && cm.small.matches) ? {} : {view: 'map'}),
  });
  const turn = way => {
    const {key, page} = here();
    open(key, Math.max(0, Math.min(last(key), page + (way === 'next' ? 1 : -1))));
  };
  const stage = () => (state.focus ? 'near' : here().key ? 'cards' : 'groups');

  /* ---- keys: in the scene of groups a mark of its own goes from card to card ---- */
  let shown = '';
  cm.onChange(() => {
    const now = `${stage()}${here().key}`;
    if (now !== shown) cm.cursor = null;
    shown = now;
  });
  const groupKey = event => {
    const arrow = /^Arrow/.test(event.key), {scene} = cm;
    if (scene.page && /^Page(Up|Down)$/.test(event.key)) turn(event.key === 'PageDown' ? 'next' : 'back');
    else if (scene.page && arrow && !scene.cards.has(state.selected)) {
      const first = [...scene.cards.values()].find(card => card.kind === 'component');
      if (first) cm.select(first.id, {focus: false});
    } else if (scene.groups && arrow) {
      const from = scene.cards.get(cm.cursor), next = from ? cm.nearest(from, event.key) : [...scene.cards.values()][0];
      if (next) {
        cm.cursor = next.key;
        document.getElementById('spoken').textContent = [groupWords(next.id), ...cm.groupLines(next.id)].join('. ');
        cm.network.redraw();
      }
    } else if (scene.groups && event.key === 'Enter') {
      if (cm.cursor) open(cm.split(cm.cursor)[1]);
    } else return false;
    event.preventDefault();
    return true;
  };

  Object.assign(cm, {
    PAGE, bands, bandWords, groups, groupOf, groupWords, kindWords, groupShare: share, groupFigures: figures, groupLinks: [...between.values()],
    membersOf, groupHere: here, groupStage: stage, openGroup: open, turn, groupKey,
  });
})(window.chainmap);
