extends GodwitTest
## Addresses as people write them.


func test_good_ones_are_kept() -> void:
	for address in [
		"ws://localhost:1234/", "wss://play.example/", "ws://127.0.0.1:1/", "ws://localhost:65535/",
		"ws://my_host-1.local:1234/game/a?ticket=a%20b&c=://", "ws://xn--bcher-kva.example/?a=b",
	]:
		var read: GodwitAddress = GodwitAddress.read(address)
		expect_equal([read.url, read.problem], [address, ""], address)


func test_others_are_mended() -> void:
	var mended := {
		"  ws://localhost:1234\t\r\n": "ws://localhost:1234/",
		"WS://localhost": "ws://localhost/",
		"ws://localhost:1234?ticket=1": "ws://localhost:1234/?ticket=1",
		"wss://localhost/a#b": "wss://localhost/a",
	}
	for address in mended:
		expect_equal(GodwitAddress.read(address).url, mended[address], address)


func test_what_is_wrong_is_said() -> void:
	var problems := {
		"": "begin with ws://",
		"localhost:1234": "begin with ws://",
		"http://localhost:1234": "begins with http://",
		"https://localhost:1234": "begins with https://",
		"wsx://localhost": "begins with wsx://",
		"ws://": "no host",
		"ws:///game": "no host",
		"ws://:1234": "no host",
		"ws://[::1": "in brackets",
		"ws://::1:1234": "in brackets",
		"ws://localhost:": "no port",
		"ws://localhost:0": "no port",
		"ws://localhost:-1": "no port",
		"ws://localhost:+1": "no port",
		"ws://localhost:65536": "no port",
		"ws://localhost:99999": "no port",
		"ws://localhost:http": "no port",
		"ws://local host": "blank",
		"ws://localhost/a b": "blank",
		"ws://localhost/a\r\nX: y": "control character",
		"ws://ada:secret@localhost": "password",
		"ws://local\\host": "no name of a host",
	}
	for address in problems:
		var read: GodwitAddress = GodwitAddress.read(address)
		expect_equal(read.url, "", address)
		var part: String = problems[address]
		expect(part in read.problem, "%s: %s" % [address, read.problem])


func test_ipv6_where_the_engine_has_it() -> void:
	if Engine.get_version_info()["hex"] < 0x030300:
		expect("can't reach IPv6" in GodwitAddress.read("ws://[::1]:1234").problem, "the engine can't")
		return
	expect_equal(GodwitAddress.read("ws://[::1]:1234").url, "ws://[::1]:1234/", "an address")
	for address in ["ws://[]:1234", "ws://[localhost]:1234"]:
		expect("no IPv6 address" in GodwitAddress.read(address).problem, address)
	expect("zone" in GodwitAddress.read("ws://[fe80::1%eth0]:1234").problem, "a zone")
	expect("no port" in GodwitAddress.read("ws://[::1]1234").problem, "no colon")


func test_no_secret_is_told() -> void:
	for address in ["ws://ada:secret@localhost", "ws://local host?ticket=secret", "ws://a@b:secret@c"]:
		expect(not ("secret" in GodwitAddress.read(address).problem), address)
