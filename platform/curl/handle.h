// Owners of libcurl's objects, and what a request collects. Private to this adapter.
// Any thread; one object on one thread at a time.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include <curl/curl.h>

namespace lobby::curl {

struct ReleaseEasy {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct ReleaseMulti {
  void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};
struct ReleaseList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct ReleaseUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
struct ReleaseText {
  void operator()(char* text) const { curl_free(text); }
};
using EasyHandle = std::unique_ptr<CURL, ReleaseEasy>;
using MultiHandle = std::unique_ptr<CURLM, ReleaseMulti>;
using ListHandle = std::unique_ptr<curl_slist, ReleaseList>;
using UrlHandle = std::unique_ptr<CURLU, ReleaseUrl>;
using TextHandle = std::unique_ptr<char, ReleaseText>;

// What one request collects. `body` stays within `bytes_max`.
struct Collected {
  std::string body;
  std::size_t bytes_max = 0;
};

// For CURLOPT_WRITEFUNCTION; `target` is a Collected.
inline std::size_t collect(char* data, std::size_t size, std::size_t count, void* target) {
  auto& collected = *static_cast<Collected*>(target);
  const std::size_t bytes = size * count;
  if (bytes > collected.bytes_max - collected.body.size()) {
    return 0;  // ends the transfer with CURLE_WRITE_ERROR
  }
  collected.body.append(data, bytes);
  return bytes;
}

// libcurl's global state is set up once and kept: other libraries may use it until the end.
inline bool initialised() {
  static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  return ready;
}

}  // namespace lobby::curl
