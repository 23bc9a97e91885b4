// What anyone may ask of the site: is it alive, which authority does it have, what to seal to.
#include <string>

#include <nlohmann/json.hpp>

#include "app/server/routes/answers.h"
#include "app/server/routes/routes.h"

namespace lobby::server {
namespace {

port::Response pem_answer(const std::string& pem) {
  port::Response response;
  response.content_type = "application/x-pem-file";
  response.body = pem;
  return response;
}

}  // namespace

port::Response health(const Context& context, const port::Request&) {
  nlohmann::json body;
  const SiteId& site = context.offers.current().catalog.site.id;
  const Status read = context.store.read(site, [&](port::ServerTransaction& store) -> Status {
    const Result<std::int64_t> incarnation = store.incarnation();
    if (!incarnation) {
      return incarnation.error();
    }
    const Result<std::int64_t> version = store.catalog_version();
    if (!version) {
      return version.error();
    }
    body = {{"catalog_version", *version}, {"incarnation", *incarnation}};
    return done();
  });
  if (!read) {
    return refuse(read.error());
  }
  body["status"] = "ok";
  body["site"] = site.text();
  body["server_time"] = context.clock.now().ms;
  return json_answer(body.dump());
}

port::Response authority(const Context& context, const port::Request&) {
  return pem_answer(context.certificates.authority_pem);
}

port::Response seal(const Context& context, const port::Request&) {
  return pem_answer(context.certificates.seal_pem);
}

}  // namespace lobby::server
