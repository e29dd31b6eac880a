import '../../support/through-an-entry.js';
import '../rooms.spec.js';
