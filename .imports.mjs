import { readFileSync } from 'node:fs';
const rss=()=>+/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/self/status`,'utf8'))[1]/1024;
await import('reflect-metadata');
for (const m of process.argv.slice(2)) { const c0=process.cpuUsage(), t0=performance.now(), r0=rss(); await import(m); const c=process.cpuUsage(c0); console.log(m, 'cpu', ((c.user+c.system)/1e3).toFixed(0),'ms', 'wall', (performance.now()-t0).toFixed(0), (rss()-r0).toFixed(0),'MB'); }
