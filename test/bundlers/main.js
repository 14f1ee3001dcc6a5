import '@direct-upload/widget/define';
