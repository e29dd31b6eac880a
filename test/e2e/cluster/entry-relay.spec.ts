import '../../support/through-an-entry.js';
import '../relay/relay.spec.js';
