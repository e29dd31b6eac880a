class_name GodwitPlayerStorageApi
extends RefCounted
## The messages of the server's module "player-storage".
##
## Generated from the contract; do not edit.

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client


## Reads documents: your own, and other players' public ones.
func fetch(documents: Array[GodwitStorageId]) -> GodwitStorageFetched.Result:
	return GodwitStorageFetched.Result.new(await _client.request(GodwitStorageFetch.new(documents)))


## Writes documents of your own, all of them or none.
func write(documents: Array[GodwitStorageDraft]) -> GodwitStorageWritten.Result:
	return GodwitStorageWritten.Result.new(await _client.request(GodwitStorageWrite.new(documents)))


## Lists a collection: all of your own documents, or another player's public ones.
func list(collection: String) -> GodwitStorageListed.Result:
	return GodwitStorageListed.Result.new(await _client.request(GodwitStorageList.new(collection)))


## Lists a collection: all of your own documents, or another player's public ones.
func list_with(message: GodwitStorageList) -> GodwitStorageListed.Result:
	return GodwitStorageListed.Result.new(await _client.request(message))


## Deletes one of your own documents; answered with an Ack even if it does not exist.
func delete(collection: String, key: String) -> GodwitResult:
	return await _client.request(GodwitStorageDelete.new(collection, key))


## Deletes one of your own documents; answered with an Ack even if it does not exist.
func delete_with(message: GodwitStorageDelete) -> GodwitResult:
	return await _client.request(message)
