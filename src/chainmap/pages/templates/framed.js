/*
 * First script of a page that may stand in a frame. A frame with a text of its own has the address about:srcdoc: what
 * stands behind "#" is set here before the page reads it, links to a part of the page stay in it, and whoever made the
 * frame is told where the reader goes. The frame's name says how it stands: {"hash": "n=gpu", "tabs": "map", "token": "7"};
 * with tabs, this page's own, the outer page has the links between the pages, the language and the theme, and
 * window.chainmapAddress() is the address under which somebody else finds what is shown here.
 */
'use strict';
(() => {
  if (window.location.protocol !== 'about:' || window.parent === window) return;
  const HERE = 'about:srcdoc', root = document.documentElement;
  let given = {};
  try { given = JSON.parse(window.name) || {}; } catch { /* a frame without a name starts as the page does */ }
  const behind = address => (String(address).includes('#') ? String(address).split('#').slice(1).join('#') : '');
  const plain = {replaceState: window.history.replaceState, pushState: window.history.pushState};
  const move = (hash, way = 'replaceState') => {
    try {
      plain[way].call(window.history, null, '', hash ? `${HERE}#${hash}` : HERE);
    } catch { /* the page works, only without its address */ }
  };
  /* The token tells the outer page who speaks; WebKit does not always name the sender of a message truly. */
  const say = message => given.tabs && window.parent.postMessage({from: given.tabs, token: given.token, ...message}, '*');
  const tell = message => say({
    chainmap: message, hash: behind(window.location.href),
    lang: root.lang === 'zh-CN' ? 'zh' : 'en', theme: root.dataset.theme,
  });
  const parsed = new Promise(done => { document.addEventListener('DOMContentLoaded', done); });

  root.dataset.framed = given.tabs ? 'tabs' : 'alone';
  if (typeof given.hash === 'string' && given.hash) move(given.hash);
  if (given.tabs) {
    window.chainmapAddress = () =>
      `${document.baseURI.split('#')[0]}#${[given.tabs, behind(window.location.href)].filter(Boolean).join('&')}`;
  }
  for (const way of Object.keys(plain)) {
    window.history[way] = (state, title, address) => {
      move(behind(address || ''), way);
      tell('moved');
    };
  }
  window.addEventListener('hashchange', () => tell('moved'));

  /* To a part of this page. WebKit does not let such a frame set its hash, so there it is done by hand. */
  const go = hash => {
    window.location.hash = hash;
    if (behind(window.location.href) === hash) return;
    const before = window.location.href;
    move(hash, 'pushState');
    window.dispatchEvent(new HashChangeEvent('hashchange', {oldURL: before, newURL: window.location.href}));
    let id = hash;
    try { id = decodeURIComponent(hash); } catch { /* as it is */ }
    (document.getElementById(hash) || document.getElementById(id))?.scrollIntoView();
  };

  /* The outer page has one language and one theme for all pages: its wish is carried out by the page's own buttons. */
  const wish = ({lang, theme}) => {
    const press = id => document.getElementById(id)?.click();
    if (lang && (root.lang === 'zh-CN') !== (lang === 'zh')) press('language');
    for (let tries = 0; theme && root.dataset.theme !== theme && tries < 3; tries += 1) press('theme');
  };
  const ready = () => new Promise(done => {
    const look = () => root.dataset.ready && done();
    new MutationObserver(look).observe(root, {attributes: true, attributeFilter: ['data-ready']});
    look();
  });
  window.addEventListener('message', event => {
    if (!given.tabs || !event.data || event.data.token !== given.token) return;
    if (event.data.chainmap === 'wish') parsed.then(ready).then(() => wish(event.data));
    if (event.data.chainmap === 'go' && typeof event.data.hash === 'string') go(event.data.hash);
  });
  parsed.then(ready).then(() => {
    tell('ready');
    new MutationObserver(() => tell('looks')).observe(root, {attributes: true, attributeFilter: ['lang', 'data-theme']});
  });

  /* Links: to a part of this page, to another page of the file, or out of it into a window of its own. */
  const follow = event => {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    if (!link || link.hasAttribute('download')) return;
    const address = link.getAttribute('href');
    if (/^https?:/i.test(address)) {
      link.target = '_blank';
      link.rel = 'noopener noreferrer';
    } else if (address.startsWith('#')) {
      event.preventDefault();
      go(behind(address));
    } else if (/^[\w.-]+\.html(#|$)/.test(address)) {
      event.preventDefault();
      say({chainmap: 'open', page: address.split('#')[0], hash: behind(address)});
    } else if (!/^(blob|data):/i.test(address)) {
      event.preventDefault();
    }
  };
  for (const kind of ['click', 'auxclick']) document.addEventListener(kind, follow, true);
})();
