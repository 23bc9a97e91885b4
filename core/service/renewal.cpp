// Looks the device up.
#include "core/service/renewal.h"

#include "core/service/work.h"

namespace lobby::service {

Result<ticket::PublicKey> renewal_key(const Office& office, DeviceId device) {
  ticket::PublicKey key{};
  const Status read =
      office.store.read(office.site(), [&](port::ServerTransaction& store) -> Status {
        const Result<port::DeviceRecord> record = known_device(store, device);
        if (!record) {
          return record.error();
        }
        key = record->public_key;
        return done();
      });
  if (!read) {
    return read.error();
  }
  return key;
}

}  // namespace lobby::service
