import DurableFiles

extension KeyholdingFault {
  init(_ fault: DiskFault) { self = .disk(fault.operation, errno: fault.code) }
}
