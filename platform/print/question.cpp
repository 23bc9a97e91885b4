// Speaks IPP (RFC 8011) over HTTP.
#include "platform/print/question.h"

#include <algorithm>
#include <utility>

namespace lobby::print {
namespace {

constexpr int connect_at_once = 1;
constexpr double ms_per_second = 1'000;

bool is_queue_name(std::string_view name) {
  return !name.empty() && std::ranges::none_of(name, [](char one) {
    const auto byte = static_cast<unsigned char>(one);
    return byte <= ' ' || byte == 0x7F || one == '/' || one == '#' || one == '?';
  });
}

// libcups would ask for one on the terminal.
const char* no_password(const char*, http_t*, const char*, const char*, void*) {
  return nullptr;
}

int give_up(http_t*, void*) {
  return 0;
}

ErrorCode code_of(ipp_status_t status) {
  if (status == IPP_STATUS_ERROR_NOT_FOUND || status == IPP_STATUS_ERROR_GONE) {
    return ErrorCode::not_found;
  }
  return status == IPP_STATUS_ERROR_ATTRIBUTES_OR_VALUES ? ErrorCode::out_of_range
                                                         : ErrorCode::unavailable;
}

}  // namespace

Result<Address> address_of(const std::string& printer) {
  Address address;
  if (printer.find("://") == std::string::npos) {
    if (!is_queue_name(printer)) {
      return fail(ErrorCode::configuration,
                  "printer: \"" + printer + "\" is no name of a queue; lpstat -p lists them");
    }
    address.host = cupsServer();
    address.port = ippPort();
    address.encrypted = cupsEncryption() == HTTP_ENCRYPTION_ALWAYS;
    address.resource = "/";
    if (printer != "default") {
      address.uri = "ipp://localhost/printers/" + printer;
      address.resource = "/printers/" + printer;
    }
    return address;
  }
  char scheme[16];
  char user[64];
  char host[256];
  char resource[512];
  const http_uri_status_t parsed =
      httpSeparateURI(HTTP_URI_CODING_ALL, printer.c_str(), scheme, sizeof scheme, user,
                      sizeof user, host, sizeof host, &address.port, resource, sizeof resource);
  const std::string_view kind = scheme;
  if (parsed < HTTP_URI_STATUS_OK || (kind != "ipp" && kind != "ipps")) {
    return fail(ErrorCode::configuration,
                "printer: \"" + printer + "\" is no address; use ipp://HOST:PORT/PATH");
  }
  address.host = host;
  address.resource = resource;
  address.uri = printer;
  address.encrypted = kind == "ipps";
  return address;
}

Question::Question(ipp_op_t operation, const Address& address)
    : address_(address), message_(ippNewRequest(operation)) {
  if (!address.uri.empty()) {
    add_name("printer-uri", IPP_TAG_URI, address.uri);
  }
  add_name("requesting-user-name", IPP_TAG_NAME, user_name);
}

void Question::add_name(const char* key, ipp_tag_t kind, const std::string& value) {
  ippAddString(message_.get(), IPP_TAG_OPERATION, kind, key, nullptr, value.c_str());
}

Result<Owned<http_t>> Question::connect(std::chrono::milliseconds patience) const {
  Owned<http_t> connection(
      httpConnect2(address_.host.c_str(), address_.port, nullptr, AF_UNSPEC,
                   address_.encrypted ? HTTP_ENCRYPTION_ALWAYS : HTTP_ENCRYPTION_IF_REQUESTED,
                   connect_at_once, static_cast<int>(patience.count()), nullptr));
  if (!connection) {
    return fail(ErrorCode::unavailable, "no print service answers at " + address_.host + ":" +
                                            std::to_string(address_.port));
  }
  httpSetTimeout(connection.get(), static_cast<double>(patience.count()) / ms_per_second, &give_up,
                 nullptr);
  return connection;
}

Result<Owned<ipp_t>> Question::ask(std::chrono::milliseconds patience, std::string_view body) {
  cupsSetPasswordCB2(&no_password, nullptr);
  const Result<Owned<http_t>> connected = connect(patience);
  if (!connected) {
    return connected.error();
  }
  http_t* connection = connected->get();
  const char* resource = address_.resource.c_str();
  const std::size_t length = ippLength(message_.get()) + body.size();
  http_status_t sent = cupsSendRequest(connection, message_.get(), resource, length);
  if (sent == HTTP_STATUS_CONTINUE && !body.empty()) {
    sent = cupsWriteRequestData(connection, body.data(), body.size());
  }
  Owned<ipp_t> answer(sent == HTTP_STATUS_CONTINUE ? cupsGetResponse(connection, resource)
                                                   : nullptr);
  if (!answer) {
    const char* said = cupsLastErrorString();  // nothing, where no call before has failed
    return fail(ErrorCode::unavailable, std::string("the print service gives no answer: ") +
                                            (said != nullptr ? said : "it was waited for in vain"));
  }
  const ipp_status_t status = ippGetStatusCode(answer.get());
  if (status >= IPP_STATUS_ERROR_BAD_REQUEST) {
    return fail(code_of(status),
                std::string("the print service refuses: ") + ippErrorString(status));
  }
  return answer;
}

}  // namespace lobby::print
