<?php
// Holds verify.php to vectors.json.
declare(strict_types=1);

require __DIR__ . '/../verify.php';

$file = json_decode(file_get_contents(__DIR__ . '/../vectors.json'), true, 8, JSON_THROW_ON_ERROR);
foreach ($file['vectors'] as $vector) {
    try {
        verifyReceipt($vector['receipt'], $file['jwks'], $file['audience'], $file['issuer'], $file['now']);
        $valid = true;
    } catch (DomainException) {
        $valid = false;
    }
    if ($valid !== $vector['valid']) {
        echo "wrong: {$vector['name']}\n";
    }
}
echo count($file['vectors']), " vectors\n";
