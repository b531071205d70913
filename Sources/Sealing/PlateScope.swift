public import Traffic

/// Where and when a plate is looked for: one camera, one hour of capture. Tokens and keys mean something in one scope only.
public struct PlateScope: Hashable, Sendable {
  public let camera: CameraID
  /// Hours since 1970-01-01T00:00Z of the capture, which may be earlier than the epoch the pass arrived in.
  public let captureHour: UInt32

  public init(camera: CameraID, captureHour: UInt32) {
    self.camera = camera
    self.captureHour = captureHour
  }
}

extension KeyedHash {
  /// Sets the message of `P_A`: `"gantry/v1/plate" || LP(camera) || u32 captureHour || LP(region) || LP(plate)`.
  mutating func setMessage(_ reading: RegionalPlate, _ scope: PlateScope) {
    setMessage {
      $0.append(SealingLabel.plate)
      $0.append(prefixed: scope.camera.rawValue)
      $0.append(scope.captureHour)
      $0.append(prefixed: reading.region)
      $0.append(prefixed: reading.plate.text)
    }
  }

  /// Sets the message of a key's part, which ends with `P_A`: `"gantry/v1/kek" || passID`.
  mutating func setMessage(keyOf pass: PassID) {
    setMessage {
      $0.append(SealingLabel.keyEncryption)
      $0.append(pass.uuid)
    }
  }
}
