/** `@WebSocketGateway({ [GAME_SERVER]: true })` marks the one gateway whose sockets are the game's. */
export const GAME_SERVER = Symbol('godwit:game-server');
