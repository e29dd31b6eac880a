import { Controller, Get, Module } from '@nestjs/common';
import { TestApp } from '../../src/testing/test-app.js';

const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const MISSING = { code: 'http.not_found', text: 'Not Found' };

/** A game with a page of its own at the address. */
@Controller()
class OwnController {
  @Get()
  read(): string {
    return 'mine';
  }
}

@Module({ controllers: [OwnController] })
class OwnModule {}

describe("the server's address", () => {
  let server: TestApp | undefined;

  afterEach(() => server?.stop());

  async function start(NODE_ENV: string, ...imports: (typeof OwnModule)[]): Promise<string> {
    server = await TestApp.start({ imports, env: { NODE_ENV, AUTH_REQUIRED: 'false' } });
    return server.httpUrl;
  }

  it('shows a browser in development one page, whose links all work', async () => {
    const url = await start('development');
    const page = await fetch(url, { headers: BROWSER });
    const body = await page.text();

    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(body).toContain('name="viewport"');
    const links = [...body.matchAll(/href="([^"]+)"/g)].map(([, link = '']) => link);
    expect(links).toEqual(
      expect.arrayContaining(['protocol', 'contract', 'health/ready', 'metrics', 'guides/README.md']),
    );
    for (const link of links) expect([link, (await fetch(`${url}/${link}`)).status]).toEqual([link, 200]);
  });

  it('tells a program in plain text what there is', async () => {
    const url = await start('development');
    const answer = await fetch(url, { headers: { accept: '*/*' } });

    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await answer.text()).toMatch(/^A Godwit game server\. Games connect to ws:\/\/[^\s]+\n\n {2}\/protocol /);
  });

  it("leaves it to a game's own page", async () => {
    const url = await start('development', OwnModule);
    expect(await (await fetch(url, { headers: BROWSER })).text()).toBe('mine');
  });

  it('is not found in production, and neither are the guides', async () => {
    const url = await start('production');
    for (const path of ['', '/guides/README.md']) {
      const answer = await fetch(url + path, { headers: BROWSER });
      expect([answer.status, await answer.json()]).toEqual([404, MISSING]);
    }
  });
});
