const t0=performance.now(); const lap=(n)=>console.log(n,(performance.now()-t0).toFixed(0));
await import('reflect-metadata'); const {NestFactory}=await import('@nestjs/core'); lap('nest');
const {loadConfig}=await import('./dist/core/config/load-config.js'); const config=loadConfig(); lap('config');
const {AppModule}=await import('./dist/app.module.js'); lap('app');
const {checkFeatureConfigs}=await import('./dist/core/config/config.module.js'); const s=AppModule.of(config); checkFeatureConfigs(s,config); lap('checked');
const {GodwitWsAdapter}=await import('./dist/core/gateway/godwit-ws.adapter.js');
const { openStorage } = await import('./dist/core/storage/open-storage.js');
const app=await NestFactory.create(s,{logger:['warn','error'],abortOnError:false}); lap('created'); app.useWebSocketAdapter(new GodwitWsAdapter(app)); await app.init(); lap('init'); await app.listen(18666); lap('listening'); process.exit(0)
