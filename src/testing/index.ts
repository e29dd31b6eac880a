/** For tests of a game: `import { TestApp } from 'godwit/testing'`. Works with any test runner. */
export { ManualClock } from '../core/time/monotonic-clock.js';
export { dataFolder } from './data-folder.js';
export { EverybodyModule } from './everybody.module.js';
export { findEngine, type Engine, type EngineName } from './godot-engines.js';
export { GodotProcess, runGodot, type GodotOptions } from './godot-process.js';
export { copyProject } from './godot-project.js';
export { LoggedProcess, type ProcessEnd, type ProcessSpec } from './logged-process.js';
export type { Mirrored } from './mirrored-state.js';
export type { Packet } from './packet-inbox.js';
export { temporaryFolder } from './temporary-folder.js';
export { TestApp, type TestAppOptions } from './test-app.js';
export { TestClient, type CloseEnd, type TestClientOptions } from './test-client.js';
export type { TestMember } from './test-member.js';
export { TestPlayer, type TestPlayerOptions } from './test-player.js';
export { TestRoom, type TestMemberOptions, type TestRoomOptions } from './test-room.js';
export { dto } from './wire-classes.js';
