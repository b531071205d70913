import Access
import Testing

@Suite struct AddressTests {
  @Test func `Addresses are read as people write them`() throws {
    #expect(NetworkAddress("10.1.0.5")?.bytes == [10, 1, 0, 5])
    #expect(NetworkAddress("fd00::5")?.description == "fd00::5")
    #expect(NetworkAddress("FE80::1%eth0")?.description == "fe80::1")
    #expect(NetworkAddress("::1")?.isLoopback == true)
    #expect(NetworkAddress("127.3.2.1")?.isLoopback == true)
    #expect(NetworkAddress("::")?.isUnspecified == true)
    #expect(NetworkAddress("0.0.0.0")?.isUnspecified == true)
    #expect(NetworkAddress("128.0.0.1")?.isLoopback == false)
  }

  @Test func `One of version 4 written as version 6 is the one of version 4`() throws {
    let mapped = try #require(NetworkAddress("::ffff:10.1.0.5"))
    #expect(mapped == NetworkAddress("10.1.0.5"))
    #expect(mapped.isVersion4)
    #expect(NetworkAddress("::ffff:127.0.0.1")?.isLoopback == true)
    #expect(try #require(AddressRange("10.1.0.0/16")).contains(mapped))
    #expect(AddressRange("::ffff:10.1.0.0/112") == AddressRange("10.1.0.0/16"))
  }

  @Test(arguments: [
    "", " ", "10.1.0", "10.1.0.256", "010.1.0.5", "10.1.0.5 ", "localhost", "fd00:::5", "fd00::g", "1.2.3.4.5", "0x7f.0.0.1", "2130706433",
    String(repeating: ":", count: 100),
  ])
  func `What is no address is none`(_ text: String) {
    #expect(NetworkAddress(text) == nil)
  }

  @Test(arguments: [
    "10.1.0.0/33", "10.1.0.0/-1", "10.1.0.0/", "/8", "10.1.0.0/8/8", "10.1.2.3/16", "fd00::1/8", "fd00::/129", "10.1.0.0/ 16", "10.1.0.0/+16", "10.1.0.0/016",
    "everyone", "10.1.*", "::ffff:10.1.0.0/95", "fe80::%eth0/64",
  ])
  func `What is no range is none`(_ text: String) {
    #expect(AddressRange(text) == nil)
  }

  @Test func `A range holds what begins alike, to the bit`() throws {
    let range = try #require(AddressRange("10.1.16.0/20"))
    #expect(range.contains(try #require(NetworkAddress("10.1.16.0"))))
    #expect(range.contains(try #require(NetworkAddress("10.1.31.255"))))
    #expect(!range.contains(try #require(NetworkAddress("10.1.15.255"))))
    #expect(!range.contains(try #require(NetworkAddress("10.1.32.0"))))
    let six = try #require(AddressRange("2001:db8:8000::/33"))
    #expect(six.contains(try #require(NetworkAddress("2001:db8:8000::1"))))
    #expect(!six.contains(try #require(NetworkAddress("2001:db8:7fff::1"))))
    let one = try #require(AddressRange("192.0.2.7"))
    #expect(one.contains(try #require(NetworkAddress("192.0.2.7"))))
    #expect(!one.contains(try #require(NetworkAddress("192.0.2.6"))))
  }

  @Test func `Versions do not mix`() throws {
    #expect(try !#require(AddressRange("0.0.0.0/0")).contains(try #require(NetworkAddress("::1"))))
    #expect(try !#require(AddressRange("::/0")).contains(try #require(NetworkAddress("10.0.0.1"))))
  }

  @Test(arguments: [
    ("0.0.0.0/0", true), ("0.0.0.0/1", true), ("128.0.0.0/1", true), ("8.0.0.0/7", true), ("10.0.0.0/8", false), ("10.1.0.5", false), ("::/0", true),
    ("2000::/3", true), ("2001::/15", false), ("2001:db8::/32", false), ("fd00::/8", false), ("fc00::/7", false), ("f800::/6", true),
  ])
  func `A range that keeps nobody out is wide`(_ text: String, _ isWide: Bool) throws {
    // 2001::/15 is no range at all: bits are set behind its prefix.
    let range = text == "2001::/15" ? AddressRange("2000::/16") : AddressRange(text)
    #expect(try #require(range).isWide == isWide)
  }

  @Test func `A list admits whom it names and nobody else, loopback included`() throws {
    let list = Allowlist.ranges([try #require(AddressRange("10.1.0.0/16")), try #require(AddressRange("fd00::/8"))])
    #expect(list.admits(try #require(NetworkAddress("10.1.2.3"))))
    #expect(list.admits(try #require(NetworkAddress("fd12::1"))))
    #expect(!list.admits(try #require(NetworkAddress("10.2.0.1"))))
    #expect(!list.admits(try #require(NetworkAddress("127.0.0.1"))))
    #expect(Allowlist.everyone.admits(try #require(NetworkAddress("203.0.113.9"))))
    #expect(!Allowlist.ranges([]).admits(try #require(NetworkAddress("127.0.0.1"))))
  }
}
