import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';

interface SigningKey {
  readonly privateKey: CryptoKey;
  readonly alg: string;
  readonly kid: string;
}

/** An OpenID provider in this process: a discovery document, published keys, and tokens signed with them. */
export class OpenIdProvider {
  /** How often its keys were fetched. */
  keyRequests = 0;
  /** What its discovery document names as the issuer; itself by default. */
  namedIssuer: string | undefined;
  private published: JWK[] = [];
  private current: SigningKey | undefined;
  private nextKid = 1;

  private constructor(private readonly server: Server) {}

  /** Starts one with a key for RS256. */
  static async start(): Promise<OpenIdProvider> {
    const server = createServer();
    const provider = new OpenIdProvider(server);
    server.on('request', (request, response) => {
      const document = provider.document(request.url ?? '');
      response.writeHead(document ? 200 : 404, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(document ?? {}));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    await provider.rotate('RS256');
    return provider;
  }

  /** The `iss` of its tokens. */
  get issuer(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/realm`;
  }

  /** The keys as they are published. */
  get keys(): readonly JWK[] {
    return this.published;
  }

  /** Signs with a new key from now on, and publishes that one alone. */
  async rotate(alg: string): Promise<void> {
    const kid = `key-${this.nextKid++}`;
    const { publicKey, privateKey } = await generateKeyPair(alg);
    this.current = { privateKey, alg, kid };
    this.published = [{ ...(await exportJWK(publicKey)), kid, alg, use: 'sig' }];
  }

  /** A token that is good for a minute, but for `changes`. */
  async token(changes: JWTPayload = {}): Promise<string> {
    if (!this.current) throw new Error('There is no key.');
    const { privateKey, alg, kid } = this.current;
    return new SignJWT(this.claims(changes)).setProtectedHeader({ alg, kid }).sign(privateKey);
  }

  /** The claims of a good token, but for `changes`. */
  claims(changes: JWTPayload = {}): JWTPayload {
    const now = Math.floor(Date.now() / 1_000);
    return { iss: this.issuer, aud: 'my-game', sub: 'ann', iat: now, exp: now + 60, ...changes };
  }

  /** Ends it. */
  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private document(url: string): object | undefined {
    if (url === '/realm/.well-known/openid-configuration') {
      return { issuer: this.namedIssuer ?? this.issuer, jwks_uri: `${this.issuer}/keys` };
    }
    if (url !== '/realm/keys') return undefined;
    this.keyRequests += 1;
    return { keys: this.published };
  }
}
