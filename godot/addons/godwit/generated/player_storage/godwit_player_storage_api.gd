class_name GodwitPlayerStorageApi
extends RefCounted
## The messages of the server's module "player-storage".
##
## Generated from the contract; do not edit.

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client


## Reads documents: your own, and public ones of others.
func fetch(documents: Array[GodwitStorageId]) -> GodwitStorageFetched.Result:
	return GodwitStorageFetched.Result.new(await _client.request(GodwitStorageFetch.new(documents)))


## Writes documents of your own, all of them or none.
func write(documents: Array[GodwitStorageDraft]) -> GodwitStorageWritten.Result:
	return GodwitStorageWritten.Result.new(await _client.request(GodwitStorageWrite.new(documents)))


## Lists a collection: all documents of your own, or the public ones of another player.
func list(collection: String) -> GodwitStorageListed.Result:
	return GodwitStorageListed.Result.new(await _client.request(GodwitStorageList.new(collection)))


## Lists a collection: all documents of your own, or the public ones of another player.
func list_with(message: GodwitStorageList) -> GodwitStorageListed.Result:
	return GodwitStorageListed.Result.new(await _client.request(message))


## Deletes a document of your own; answered with an Ack, also where there is none.
func delete(collection: String, key: String) -> GodwitResult:
	return await _client.request(GodwitStorageDelete.new(collection, key))


## Deletes a document of your own; answered with an Ack, also where there is none.
func delete_with(message: GodwitStorageDelete) -> GodwitResult:
	return await _client.request(message)
