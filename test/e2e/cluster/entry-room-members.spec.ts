import '../../support/through-an-entry.js';
import '../room-members.spec.js';
