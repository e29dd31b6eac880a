import { Controller, Get, NotFoundException, Post } from '@nestjs/common';
import { defineErrors } from '../../src/protocol/error-codes.js';
import { GameError } from '../../src/protocol/game-error.js';
import { TestApp } from '../../src/testing/test-app.js';
import { LogRecorder } from './log-recorder.js';

const SECRET = 'the password of the database';

const ShopError = defineErrors({
  'shop_http.closed': 'The shop is closed.',
  'shop_http.robbed': { text: 'The till is gone.', httpStatus: 500 },
  'shop_http.sold_out': { text: 'Nothing is left.', httpStatus: 409 },
});

@Controller('shop')
class ShopController {
  @Get('closed')
  closed(): never {
    throw new GameError(ShopError['shop_http.closed'], { details: [{ field: 'day', rule: 'isOpen', text: 'monday' }] });
  }

  @Get('sold-out')
  soldOut(): never {
    throw new GameError(ShopError['shop_http.sold_out'], { cause: new Error(SECRET) });
  }

  @Get('robbed')
  robbed(): never {
    throw new GameError(ShopError['shop_http.robbed']);
  }

  @Get('restarting')
  restarting(): never {
    throw new GameError('server.draining');
  }

  @Post('orders')
  order(): void {
    // A body that cannot be read does not come so far.
  }

  @Get('signed-out')
  signedOut(): never {
    throw new GameError('auth.required');
  }

  @Get('nest')
  nest(): never {
    throw new NotFoundException(SECRET);
  }

  @Get('authored')
  authored(): never {
    throw new NotFoundException({ code: 'shop.no_such_item', text: 'No such item.' });
  }

  @Get('broken')
  broken(): never {
    throw new Error(SECRET);
  }
}

describe("what a team's controller throws", () => {
  let server: TestApp;
  const logger = new LogRecorder();

  beforeAll(async () => {
    server = await TestApp.start({ controllers: [ShopController], logger });
  });
  afterAll(() => server.stop());

  it.each<[string, string, number, object]>([
    [
      'a refusal with its code, its words and its details',
      'shop/closed',
      400,
      {
        code: 'shop_http.closed',
        text: 'The shop is closed.',
        details: [{ field: 'day', rule: 'isOpen', text: 'monday' }],
      },
    ],
    ['a status of its own', 'shop/sold-out', 409, { code: 'shop_http.sold_out', text: 'Nothing is left.' }],
    ["the protocol's own refusals", 'shop/signed-out', 401, { code: 'auth.required', text: 'Sign in first.' }],
    ["Nest's exceptions without their text", 'shop/nest', 404, { code: 'http.not_found', text: 'Not Found' }],
    ['an object of its author', 'shop/authored', 404, { code: 'shop.no_such_item', text: 'No such item.' }],
    [
      'nothing of any other error',
      'shop/broken',
      500,
      { code: 'http.internal_server_error', text: 'Internal Server Error' },
    ],
    ['nothing of a path that is not there', 'shop/canary', 404, { code: 'http.not_found', text: 'Not Found' }],
  ])('reaches the client as %s', async (_name, path, status, body) => {
    const response = await fetch(`${server.httpUrl}/${path}`);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual(body);
  });

  it('reaches a client whose body cannot be read as the name of the status', async () => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${server.httpUrl}/shop/orders`, { method: 'POST', headers, body: '{"canary' });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ code: 'http.bad_request', text: 'Bad Request' });
  });

  it.each([
    ['robbed', 1],
    ['broken', 1],
    ['sold-out', 0],
    ['restarting', 0],
    ['nest', 0],
  ])("is logged where it is the server's own fault: %s", async (path, lines) => {
    logger.clear();
    await fetch(`${server.httpUrl}/shop/${path}`);
    expect(logger.failures).toHaveLength(lines);
  });
});
