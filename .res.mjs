import Module, { registerHooks } from 'node:module';
let n=0; const c=new Map();
registerHooks({ load(url, ctx, next) { n++; const k=/node_modules\/((@[^/]+\/)?[^/]+)\//.exec(url)?.[1]??'x'; c.set(k,(c.get(k)??0)+1); return next(url,ctx);} });
await import('reflect-metadata');
await import(process.argv[2]); console.log(n, JSON.stringify([...c].sort((a,b)=>b[1]-a[1]).slice(0,8)));
