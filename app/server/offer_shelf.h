// The catalogue in force, and those before it: a request that began under one finishes under it,
// so none is taken away while the server runs. There are as many as staff have published since
// the start.
// put() from one thread; current() from any.
#pragma once

#include <atomic>
#include <list>
#include <utility>

#include "app/common/offer.h"

namespace lobby::server {

class OfferShelf {
 public:
  explicit OfferShelf(Offer first) { put(std::move(first)); }

  const Offer& current() const { return *current_.load(); }
  void put(Offer offer) { current_ = &offers_.emplace_back(std::move(offer)); }

 private:
  std::list<Offer> offers_;
  std::atomic<const Offer*> current_ = nullptr;
};

}  // namespace lobby::server
