class_name GodwitRelayOpenedAuthority
extends RefCounted
## The values of an enum of the server.
##
## Generated from the contract; do not edit.

const HOST := "host"
const SERVER := "server"
