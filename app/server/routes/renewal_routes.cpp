// Renewal of a device's certificate. The connection proves who asks, the request that it is for the
// key of enrolment; whether the device is still one of the house is read from the store.
#include <string>
#include <utility>

#include "app/server/routes/answers.h"
#include "app/server/routes/routes.h"
#include "core/protocol/codec.h"
#include "core/service/service.h"

namespace lobby::server {

port::Response renew(const Context& context, const port::Request& request) {
  const Result<DeviceId> device =
      request.expired_device ? Result<DeviceId>(*request.expired_device) : device_of(request);
  if (!device) {
    return refuse(device.error());
  }
  const Result<protocol::RenewRequest> asked = protocol::renew_request_from(request.body);
  if (!asked) {
    return refuse(asked.error());
  }
  const Result<ticket::PublicKey> key = service::enrolled_key(context.office(), *device);
  if (!key) {
    return refuse(key.error());
  }
  const UtcTime now = context.clock.now();
  Result<std::string> certificate =
      context.certificates.issue(asked->certificate_request_pem, *key, *device, now);
  if (!certificate) {
    return refuse(certificate.error());
  }
  if (const Status noted = service::note_renewal(context.office(), *device, now); !noted) {
    return refuse(noted.error());
  }
  context.log("the certificate of device " + device->text() + " is renewed" +
              (request.expired_device ? "; it had expired" : ""));
  return json_answer(protocol::to_json(protocol::RenewReply{*std::move(certificate)}));
}

}  // namespace lobby::server
