package dev.hookcast.core.spi;

/** What every {@link DeliveryStore} does. */
public interface DeliveryStoreContract
    extends ClaimContract, SettleContract, ResendContract, DeliveryListContract, LogContract {}
