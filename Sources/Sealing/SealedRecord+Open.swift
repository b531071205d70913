import Crypto
public import Foundation

extension SealedRecord {
  /// Opens the pass with the holders' parts for one of its readings.
  /// - Parameters:
  ///   - token: the token the pass was found by.
  ///   - answers: what at least k holders gave for it.
  ///   - holders: the set of the epoch's record.
  /// - Throws: ``SealingFault/noSuchReading``; ``SealingFault/notOfThisEpoch(_:)`` where the holders found different seconds;
  ///   ``SealingFault/partsMissing(_:)`` or ``SealingFault/partsDisagree``; ``SealingFault/keyDoesNotFit`` where the pass is another plate's,
  ///   camera's or hour's; ``SealingFault/bodyDoesNotOpen`` where it was altered.
  public func open(token: Data, answers: some Sequence<KeyAnswer>, holders: HolderSet) throws(SealingFault) -> OpenedRecord {
    defer { LeftoverMemory.eraseAfterPass() }
    guard let reading = readings.first(where: { $0.token == token }) else { throw .noSuchReading }
    let answers = Array(answers)
    guard Set(answers.map(\.second)).count < 2 else { throw .notOfThisEpoch(id) }
    guard let second = answers.first?.second else { throw .partsMissing(holders.subsets.count) }
    let wrappingKey = try answers.flatMap(\.parts).combined(of: holders, byteCount: KeyedHash.byteCount)
    let dataKey: SymmetricKey
    do {
      dataKey = try AES.KeyWrap.unwrap(reading.wrappedKey, using: SymmetricKey(data: UnsafeRawBufferPointer(wrappingKey.all)))
    } catch {
      throw .keyDoesNotFit
    }
    let furtherData = BodyCipher.furtherData(id, scope, context, second, seconds, schema)
    let record = try BodyCipher.open(body, piece: 0, key: dataKey, furtherData: furtherData)
    var opened: [Data] = []
    for (place, picture) in pictures.enumerated() {
      opened.append(try BodyCipher.open(picture, piece: place + 1, key: dataKey, furtherData: furtherData))
    }
    return OpenedRecord(record: record, pictures: opened)
  }
}
