import { Body, Controller, Get, Module, Post } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { parseConfig } from '../../src/core/config/load-config.js';
import { GodwitWsAdapter } from '../../src/core/gateway/godwit-ws.adapter.js';
import { GodwitModule } from '../../src/core/godwit.module.js';
import { GodwitController } from '../../src/core/observability/http-error.filter.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';

/** A route of the application that Godwit was added to. */
@Controller('own')
class HostController {
  @Get()
  read(): string {
    return 'mine';
  }

  @Post()
  firstCodeUnit(@Body() { text }: { text: string }): number {
    return text.charCodeAt(0);
  }
}

/** One that asks to be treated as Godwit's are. */
@GodwitController('scores')
class GuardedController {
  @Post()
  firstCodeUnit(@Body() { text }: { text: string }): number {
    return text.charCodeAt(0);
  }
}

@Module({ controllers: [HostController, GuardedController] })
class HostModule {}

/** JSON of half of a surrogate pair. */
const ILL_FORMED = '{"text":"\\ud800"}';
const BURST = 10;

describe('An application that Godwit was added to', () => {
  let app: NestExpressApplication;
  let url: string;

  beforeAll(async () => {
    const limits = { HTTP_REQUESTS_PER_SECOND: '1', HTTP_REQUESTS_BURST: String(BURST) };
    const config = parseConfig({ NODE_ENV: 'test', DATA_DIR: temporaryFolder('data'), ...limits });
    const testing = await Test.createTestingModule({
      imports: [GodwitModule.forRoot({ config }), HostModule],
    }).compile();
    app = testing.createNestApplication<NestExpressApplication>({ logger: false, forceCloseConnections: true });
    app.useWebSocketAdapter(new GodwitWsAdapter(app));
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
  });

  afterAll(() => app.close());

  async function post(path: string, body: string): Promise<string> {
    const answer = await fetch(url + path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    return answer.text();
  }

  it('reads the bodies of its routes as they are; those of a Godwit controller are mended', async () => {
    expect(await post('/own', ILL_FORMED)).toBe(String(0xd800));
    expect(await post('/scores', ILL_FORMED)).toBe(String(0xfffd));
  });

  it('has no limit of ours before its own routes, while ours have it', async () => {
    const statusesOf = async (path: string): Promise<number[]> => {
      const answers = await Promise.all(Array.from({ length: 4 * BURST }, () => fetch(url + path)));
      return answers.map(({ status }) => status);
    };
    expect(new Set(await statusesOf('/own'))).toEqual(new Set([200]));
    expect(await statusesOf('/health/live')).toContain(429);
    expect(new Set(await statusesOf('/own'))).toEqual(new Set([200]));
  });
});
