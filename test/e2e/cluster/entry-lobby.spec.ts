import '../../support/through-an-entry.js';
import '../lobby/lobby.spec.js';
