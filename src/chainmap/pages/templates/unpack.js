/*
 * The data and the library come compressed, so that one file carries a whole industry; the other scripts start once
 * they are here. The library is vis-network 9.1.2 (https://visjs.github.io/vis-network/, Apache-2.0 or MIT), unchanged,
 * with its notice; the policy of this page names its digest, so that nothing else can run in its place.
 */
'use strict';
(() => {
  const unpack = async id => {
    const packed = atob(document.getElementById(id).textContent);
    const bytes = new Uint8Array(packed.length);
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = packed.charCodeAt(at);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
    return JSON.parse(await new Response(stream).text());
  };
  const refuse = () => {
    document.getElementById('unreadable').hidden = false;
    document.documentElement.dataset.ready = 'no';
  };
  const start = ([data, library]) => {
    const script = document.createElement('script');
    script.textContent = library;
    document.head.append(script);
    window.chainmapData = data;
    window.chainmapStart();
  };
  const parsed = new Promise(done => { document.addEventListener('DOMContentLoaded', done); });
  if (typeof DecompressionStream === 'undefined') parsed.then(refuse);
  else Promise.all([unpack('packed'), unpack('library'), parsed]).then(start, refuse);
})();
