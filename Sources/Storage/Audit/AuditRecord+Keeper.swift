extension AuditRecord.Actor {
  /// Whoever has the number and access code of a notice: the keeper of the vehicle, whose name is not asked.
  public static let keeper = AuditRecord.Actor(person: nil, name: "Keeper", roles: ["keeper"], unit: "")
}
