import Module from 'node:module';
const load = Module.prototype._compile; const counts = new Map();
Module.prototype._compile = function (c, f) { const k = /node_modules\/((@[^/]+\/)?[^/]+)\//g; let m, l; while ((m = k.exec(f))) l = m[1]; const e = counts.get(l) ?? [0, 0]; e[0]++; e[1] += c.length; counts.set(l, e); return load.call(this, c, f); };
await import('reflect-metadata'); await import('./dist/app.module.js');
console.log([...counts].sort((a, b) => b[1][0] - a[1][0]).slice(0, 40).map(([k, [n, b]]) => `${k} ${n} ${Math.round(b / 1024)}K`).join('\n'));
