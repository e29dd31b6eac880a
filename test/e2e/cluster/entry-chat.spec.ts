import '../../support/through-an-entry.js';
import '../chat/chat.spec.js';
