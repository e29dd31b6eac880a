extends Reference
class_name GodwitRelayOpenedAuthority
## The values of an enum of the server.
##
## Generated from the contract; do not edit.

const HOST := "host"
const SERVER := "server"
