import { SmtpServer } from '../../../../test/support/smtp-server.js';
import { LogRecorder } from '../../../../test/e2e/log-recorder.js';
import { Logger } from '@nestjs/common';
import { parseConfig } from '../../../core/config/load-config.js';
import { LogMailer, SmtpMailer } from './mailer.js';

const MAIL = { to: 'ann@example.com', subject: 'Hello', text: 'The code:\n\n    ABCD-EFGH\n' };

describe(SmtpMailer.name, () => {
  it('hands a mail to the server', async () => {
    const server = await SmtpServer.start();
    await new SmtpMailer(server.url, 'My Game <game@example.com>').send(MAIL);
    await server.stop();

    expect(server.mails).toHaveLength(1);
    for (const line of ['From: My Game <game@example.com>', 'To: ann@example.com', 'Subject: Hello', '    ABCD-EFGH']) {
      expect(server.mails[0]?.split('\n')).toContain(line);
    }
  });

  it('fails when there is no server', async () => {
    const server = await SmtpServer.start();
    const { url } = server;
    await server.stop();

    await expect(new SmtpMailer(url, 'game@example.com').send(MAIL)).rejects.toThrow();
  });
});

describe(LogMailer.name, () => {
  const logs = new LogRecorder();

  beforeEach(() => {
    logs.clear();
    Logger.overrideLogger(logs);
  });
  afterEach(() => void Logger.overrideLogger(false));

  it('shows mails in development', async () => {
    await new LogMailer(parseConfig({})).send(MAIL);

    expect(logs.lines).toMatchObject([{ level: 'log', text: expect.stringContaining('ABCD-EFGH') as string }]);
  });

  it('shows no secret in production', async () => {
    await new LogMailer(parseConfig({ NODE_ENV: 'production' })).send(MAIL);

    expect(logs.lines).toMatchObject([{ level: 'warn' }]);
    expect(logs.lines[0]?.text).not.toMatch(/ABCD|ann@/);
  });
});
