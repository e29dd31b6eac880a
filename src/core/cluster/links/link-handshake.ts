import { WebSocket } from 'ws';
import { MAX_MESSAGE_BYTES } from './link-batch.js';
import { isProved, newNonce, prove, type Handshake } from './link-proof.js';

/** Who speaks at this end, and what it proves. */
export interface LinkIdentity {
  readonly nodeId: string;
  /** `CLUSTER_SECRET`. */
  readonly secret: string;
}

/** Certificates, as PEM; with them, links are encrypted. */
export interface LinkTls {
  readonly cert: string;
  readonly key: string;
  /** Who has signed the certificates of all nodes; without it, those that the system trusts. */
  readonly ca?: string;
}

/** What the dialler says, once it has heard the acceptor's nonce: `from` is proved. */
export interface LinkHello {
  readonly from: string;
  /** The dialler's nonce, which names the connection from now on. */
  readonly nonce: string;
  /** The connection that the dialler had, or tried to make, before: if the acceptor still has that one, it is dead. */
  readonly previous: string;
}

/** Why a connection between nodes is closed. */
export const LinkClose = { NotProved: 4_401, Buried: 4_403, OtherNode: 4_404, Duplicate: 4_409 } as const;

/** Only nodes speak it. */
export const LINK_PROTOCOL = 'godwit.link.v1';
/** Time for a connection to prove itself. */
export const HANDSHAKE_TIMEOUT_MS = 2_000;

/** Options of both ends: small messages, uncompressed. */
export const SOCKET_OPTIONS = { perMessageDeflate: false, maxPayload: 2 * MAX_MESSAGE_BYTES, skipUTF8Validation: true };

/** How a dial ended. */
export type DialResult = { readonly socket: WebSocket } | { readonly refused: number; readonly reason: string };

/**
 * Dials a node: the acceptor gives its nonce, the dialler says who it is and proves it, then the acceptor proves itself. It goes
 * by events, not promises: what follows the last word in one packet must find its reader.
 * @param tell called once, unless the returned function has ended it before
 */
export function dial(
  self: LinkIdentity,
  target: { readonly nodeId: string; readonly address: string; readonly previous: string; readonly nonce: string },
  tls: LinkTls | undefined,
  tell: (result: DialResult) => void,
): () => void {
  const socket = openSocket(target.address, tls);
  let isOver = false;
  const finish = (result: DialResult | undefined): void => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    socket.removeAllListeners();
    socket.on('error', () => undefined);
    if (result === undefined || !('socket' in result)) socket.terminate();
    if (result) tell(result);
  };
  const refuse = (refused: number, reason: string): void => finish({ refused, reason });
  const timer = setTimeout(() => refuse(0, 'it does not answer'), HANDSHAKE_TIMEOUT_MS);

  socket.on('error', (error) => refuse(0, error.message));
  socket.on('close', (code, reason) => refuse(code, reason.toString() || 'it closed the connection'));
  socket.once('message', (data) => {
    const { nonce: acceptorNonce } = readObject(data);
    if (typeof acceptorNonce !== 'string') {
      refuse(LinkClose.NotProved, 'it is no node');
      return;
    }
    const { nodeId: acceptor, nonce: diallerNonce, previous } = target;
    const handshake: Handshake = { dialler: self.nodeId, diallerNonce, acceptor, acceptorNonce };
    socket.once('message', (last) => {
      if (isProved(readObject(last).proof, self.secret, 'acceptor', handshake)) finish({ socket });
      else refuse(LinkClose.NotProved, 'it does not know the secret');
    });
    const proof = prove(self.secret, 'dialler', handshake);
    socket.send(JSON.stringify({ from: self.nodeId, to: acceptor, nonce: diallerNonce, previous, proof }));
  });
  return () => finish(undefined);
}

/**
 * The other end of {@link dial}.
 * @param adopt told who has dialled, once that is proved; returns why it is not taken, or undefined, and then uses the socket
 * in what the `welcome` it is given returns to
 */
export function accept(
  self: LinkIdentity,
  socket: WebSocket,
  adopt: (hello: LinkHello, welcome: () => void) => number | undefined,
): void {
  const acceptorNonce = newNonce();
  const timer = setTimeout(() => socket.terminate(), HANDSHAKE_TIMEOUT_MS);
  socket.on('error', () => socket.terminate());
  socket.once('close', () => clearTimeout(timer));
  socket.once('message', (data) => {
    clearTimeout(timer);
    const { from, to, nonce, previous, proof } = readObject(data);
    if (typeof from !== 'string' || typeof nonce !== 'string' || typeof previous !== 'string') {
      closeWith(socket, LinkClose.NotProved);
      return;
    }
    if (to !== self.nodeId) {
      closeWith(socket, LinkClose.OtherNode);
      return;
    }
    const handshake: Handshake = { dialler: from, diallerNonce: nonce, acceptor: self.nodeId, acceptorNonce };
    if (!isProved(proof, self.secret, 'dialler', handshake)) {
      closeWith(socket, LinkClose.NotProved);
      return;
    }
    const welcome = (): void => socket.send(JSON.stringify({ proof: prove(self.secret, 'acceptor', handshake) }));
    const refusal = adopt({ from, nonce, previous }, welcome);
    if (refusal !== undefined) closeWith(socket, refusal);
  });
  socket.send(JSON.stringify({ nonce: acceptorNonce }));
}

function openSocket(address: string, tls: LinkTls | undefined): WebSocket {
  return new WebSocket(`${tls ? 'wss' : 'ws'}://${address}/`, LINK_PROTOCOL, {
    ...SOCKET_OPTIONS,
    handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
    // A mask of zeros, which neither end computes: masks protect proxies from what browsers send, and neither is here.
    generateMask: (mask) => mask.fill(0),
    // Nodes are dialled by whatever address they have; which node it is, its proof says. Nothing is wrong with the name, ever.
    ...(tls ? { ca: tls.ca, cert: tls.cert, key: tls.key, checkServerIdentity: () => false } : {}),
  });
}

function closeWith(socket: WebSocket, code: number): void {
  socket.close(code);
  setTimeout(() => socket.terminate(), HANDSHAKE_TIMEOUT_MS).unref();
}

function readObject(data: WebSocket.RawData): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse((data as Buffer).toString());
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
