import { Get, Header, Query } from '@nestjs/common';
import { GodwitController } from '../../core/observability/http-error.filter.js';

const STYLE =
  'body{font:16px system-ui;max-width:24rem;margin:4rem auto;padding:0 1rem}input,button{font:inherit;display:block;width:100%;box-sizing:border-box;margin:.5rem 0;padding:.5rem}';

const SCRIPT = `const form = document.querySelector('form');
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const body = JSON.stringify(Object.fromEntries(new FormData(form)));
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(location.pathname, { method: 'POST', headers, body });
  const said = response.ok ? { text: 'Done. You can go back to the game.' } : await response.json();
  document.querySelector('p').textContent = said.text ?? 'That did not work.';
  if (response.ok) form.remove();
});`;

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/**
 * The pages that links in mails open. Opening one does nothing: mail scanners follow links, so a person has to press
 * the button.
 */
@GodwitController('auth')
export class AuthPagesController {
  /** Asks for the password chosen at sign-up: only the person who chose it can complete the account. */
  @Get('complete')
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Security-Policy', POLICY)
  complete(@Query('code') code: unknown): string {
    const password =
      '<label>The password you have chosen<input name="password" type="password" maxlength="128" autocomplete="current-password" required></label>';
    return page('Make your account', codeField(code) + password, 'Make account');
  }

  /** Asks for the new password. */
  @Get('reset')
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Security-Policy', POLICY)
  reset(@Query('code') code: unknown): string {
    const password =
      '<label>New password<input name="password" type="password" minlength="8" maxlength="128" autocomplete="new-password" required></label>';
    return page('Set a new password', codeField(code) + password, 'Set password');
  }

  /** The script of both pages. */
  @Get('page.js')
  @Header('Content-Type', 'text/javascript; charset=utf-8')
  script(): string {
    return SCRIPT;
  }
}

function codeField(code: unknown): string {
  // Anything that is not a code is dropped, so there is nothing to escape.
  const value = typeof code === 'string' && /^[\w-]{1,40}$/.test(code) ? code : '';
  return `<label>Code<input name="code" value="${value}" maxlength="40" autocomplete="one-time-code" required></label>`;
}

function page(title: string, fields: string, action: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style><h1>${title}</h1><p role="status"></p><form>${fields}<button>${action}</button></form><script type="module" src="page.js"></script></html>`;
}
