import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';

/** A certificate that has signed itself, and its key, as PEM, and the files that they are in. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
  readonly certFile: string;
  readonly keyFile: string;
}

/** Whether {@link makeCertificate} works here. @throws Error when OpenSSL is not installed and CI is true */
export function hasOpenssl(): boolean {
  if (spawnSync('openssl', ['version']).status === 0) return true;
  if (process.env.CI === 'true') throw new Error('OpenSSL is not installed, and CI allows no skipped test.');
  return false;
}

/** Makes one, of a name that nobody checks. @throws Error when OpenSSL does not */
export function makeCertificate(): Certificate {
  const folder = temporaryFolder('certificate');
  const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const { status, stderr } = spawnSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
      ...['-keyout', keyFile, '-out', certFile, '-subj', '/CN=localhost'],
    ],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`OpenSSL made no certificate: ${stderr}`);
  return { cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8'), certFile, keyFile };
}
